import { h } from '../dom.mjs';
import { library } from './chart.mjs';
import { theme } from './palette.mjs';

/** Twice as many pixels as on the screen: a picture for slides and papers. */
const SHARPNESS = 2;

/**
 * Buttons that save what a plot shows: its drawing as SVG and PNG, its values as CSV. `instance()` is
 * the chart, `values()` its table: {columns: [{label}], rows: [[cell]]}.
 */
export function downloads({ name, instance, values }) {
  const kinds = {
    SVG: async () => new Blob([await svg(await instance())], { type: 'image/svg+xml' }),
    PNG: async () => png(await instance()),
    CSV: async () => new Blob([csv(values())], { type: 'text/csv' }),
  };
  return h(
    'p',
    { class: 'downloads', role: 'group', 'aria-label': `Save ${name}` },
    Object.entries(kinds).map(([kind, make]) =>
      h(
        'button',
        {
          type: 'button',
          class: 'link',
          title: `Save as ${kind}`,
          on: {
            click: async () =>
              save(await make(), `${fileName(document.title)}-${fileName(name)}.${kind.toLowerCase()}`),
          },
        },
        kind,
      ),
    ),
  );
}

/** Drawn anew as SVG, in the size and the colours of the screen. */
async function svg(instance) {
  const echarts = await library();
  const copy = echarts.init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: instance.getWidth(),
    height: instance.getHeight(),
  });
  copy.setOption({ ...instance.getOption(), animation: false, backgroundColor: theme().ground });
  const text = copy.renderToSVGString();
  copy.dispose();
  return text;
}

function png(instance) {
  const canvas = instance.renderToCanvas({ pixelRatio: SHARPNESS, backgroundColor: theme().ground });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** RFC 4180. A cell is a text, an element, or {value, shown}: the number and how the page writes it. */
export function csv({ columns, rows }) {
  const line = (cells) => cells.map((cell) => quoted(raw(cell))).join(',');
  return [line(columns.map((column) => column.label)), ...rows.map(line)]
    .map((text) => `${text}\r\n`)
    .join('');
}

const raw = (cell) => (cell?.shown === undefined ? (cell?.textContent ?? cell) : cell.value) ?? '';
const quoted = (value) =>
  /[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
const fileName = (text) =>
  text
    .split(' · ')[0]
    .toLowerCase()
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '');

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
