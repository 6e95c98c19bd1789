import { h } from '../dom.mjs';
import { axis, tooltip } from './chart.mjs';
import { swatch } from './palette.mjs';
import { roundRange } from './scale.mjs';

/**
 * Curves over the places of one parameter, a line for each place of another. `lines`: [{name, look,
 * points: [{at, value, low, high, cell}]}]; a point's whisker goes from the worst to the best trial.
 */
export function ratesOption(t, { xName, logarithmic, xFormat, yName, lines, format, describe }) {
  const place = (x) => (logarithmic ? Math.log10(x) : x);
  const points = lines.flatMap((line) => line.points);
  const xs = [...new Set(points.map((p) => p.at))].sort((a, b) => a - b);
  const range = roundRange(xs.map(place), 6);
  const ticks = xs.length <= 12 ? xs.map(place) : range.ticks;
  return {
    grid: { left: 62, right: 20, top: 14, bottom: 50 },
    xAxis: axis(t, {
      name: xName,
      gap: 30,
      range: { ...range, ticks },
      format: (x) => xFormat(logarithmic ? 10 ** x : x),
      grid: false,
    }),
    yAxis: axis(t, {
      name: yName,
      gap: 46,
      range: roundRange(
        points.flatMap((p) => [p.low, p.high]),
        6,
      ),
      format,
    }),
    tooltip: tooltip((p) => (p.data?.point ? describe(p.data.point, p.data.line) : ''), { trigger: 'item' }),
    series: lines.flatMap((line) => [whiskers(line, place), curve(line, place, t)]),
  };
}

function curve(line, place, t) {
  return {
    id: `curve ${line.name}`,
    type: 'line',
    data: line.points.map((point) => ({ value: [place(point.at), point.value], point, line })),
    symbol: line.look.symbol,
    symbolSize: 10,
    showAllSymbol: true,
    lineStyle: { color: line.look.colour, width: 1.8 },
    itemStyle: { color: line.look.colour, borderColor: t.ground, borderWidth: 1 },
    emphasis: { scale: 1.4, lineStyle: { width: 1.8 } },
    z: 5,
  };
}

function whiskers(line, place) {
  return {
    id: `whiskers ${line.name}`,
    type: 'custom',
    silent: true,
    data: line.points.map((p) => [place(p.at), p.low, p.high]),
    renderItem(_, api) {
      const [x, low] = api.coord([api.value(0), api.value(1)]);
      const [, high] = api.coord([api.value(0), api.value(2)]);
      return {
        type: 'line',
        shape: { x1: x, y1: low, x2: x, y2: high },
        style: { stroke: line.look.colour, lineWidth: 1.2, opacity: 0.45 },
      };
    },
    encode: { x: 0, y: [1, 2] },
  };
}

/** What the pointer finds on a curve. */
export function ratesTip({ line, title, rows }) {
  return h(
    'div',
    { class: 'tip-box' },
    h('p', { class: 'tip-name' }, swatch(line.look), title),
    rows.map((row, i) => h('p', { class: i ? 'faint' : null }, row)),
  );
}
