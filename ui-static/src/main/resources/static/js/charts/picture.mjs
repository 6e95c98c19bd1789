import { s } from '../dom.mjs';
import { library } from './chart.mjs';
import { theme } from './palette.mjs';

/** Twice as many pixels as on the screen: a picture for slides and papers. */
const SHARPNESS = 2;
const LINE = 22;
const MARGIN = 16;

/**
 * A chart as an SVG of its own: drawn anew in the size and the colours of the screen, with its title
 * and the names of what it shows above it. `entries`: [{name, look}].
 */
export async function svgPicture(instance, title, entries) {
  const t = theme();
  const width = instance.getWidth();
  const rows = inRows(entries, width - 2 * MARGIN);
  const top = MARGIN + LINE * (1 + rows.length) + 6;
  const height = instance.getHeight() + top;
  const text = (x, y, size, words, more = {}) =>
    s('text', { x, y, 'font-family': t.font, 'font-size': size, fill: t.ink, ...more }, words);
  const picture = s(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}` },
    s('rect', { width, height, fill: t.ground }),
    text(MARGIN, MARGIN + 12, 15, title, { 'font-weight': 600 }),
    rows.flatMap((row, n) =>
      row.flatMap(({ x, name, look }) => [
        s('path', {
          d: look.path,
          fill: look.colour,
          transform: `translate(${x} ${MARGIN + LINE * (n + 1)}) scale(0.6)`,
        }),
        text(x + 18, MARGIN + LINE * (n + 1) + 10.5, 12.5, name),
      ]),
    ),
  );
  const drawn = await drawing(instance, width);
  return new XMLSerializer()
    .serializeToString(picture)
    .replace(/<\/svg>$/, `<g transform="translate(0 ${top})">${drawn}</g></svg>`);
}

/** The same in pixels. */
export async function pngPicture(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width * SHARPNESS, image.height * SHARPNESS];
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

async function drawing(instance, width) {
  const echarts = await library();
  const copy = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height: instance.getHeight() });
  const option = instance.getOption();
  copy.setOption({ ...option, series: option.series.filter(Boolean), animation: false });
  const svg = copy.renderToSVGString();
  copy.dispose();
  return svg;
}

/** Names one after the other, as many in a row as find room. */
function inRows(entries, width) {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `12.5px ${theme().font}`;
  const rows = [];
  let x = width;
  for (const entry of entries) {
    const wide = 18 + pen.measureText(entry.name).width + 20;
    if (x + wide > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1).push({ ...entry, x: MARGIN + x });
    x += wide;
  }
  return rows;
}
