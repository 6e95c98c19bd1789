import { h } from '../dom.mjs';
import { count, number } from '../format.mjs';
import { axis, tooltip } from './chart.mjs';
import { swatch } from './palette.mjs';
import { roundRange } from './scale.mjs';

/**
 * What one panel of curves shows. `panel`: {title, format(value), label?(value), line?: {at, name}};
 * `curves`: [{name, points: [[step, value|null]], look, dashed}]. A value that is not finite is a gap.
 */
export function curvesOption(t, panel, curves) {
  const values = [...curves.flatMap((curve) => curve.points.map((p) => p[1])), panel.line?.at].filter(
    Number.isFinite,
  );
  const steps = curves.flatMap((curve) => curve.points.map((p) => p[0]));
  const last = steps.reduce((a, b) => Math.max(a, b), 1);
  return {
    grid: { left: 54, right: 16, top: 12, bottom: 40 },
    xAxis: axis(t, {
      name: 'step',
      gap: 26,
      range: { ...roundRange([0, last], 6), min: 0, max: last },
      format: (v) => number(v, 4),
      grid: false,
    }),
    yAxis: axis(t, { range: roundRange(values, 6), format: panel.label ?? panel.format }),
    tooltip: tooltip((entries) => describe(entries, panel, new Map(curves.map((c) => [c.name, c.look]))), {
      trigger: 'axis',
      axisPointer: { lineStyle: { color: t.faint } },
    }),
    series: curves.map((curve, n) => line(curve, n === 0 ? panel.line : null, t)),
  };
}

function line(curve, mark, t) {
  const sparse = curve.points.length <= 40;
  return {
    id: curve.name,
    name: curve.name,
    type: 'line',
    data: curve.points,
    symbol: curve.look.symbol,
    symbolSize: 7,
    showSymbol: sparse,
    showAllSymbol: sparse,
    connectNulls: false,
    lineStyle: {
      color: curve.look.colour,
      width: sparse ? 1.8 : 1.3,
      type: curve.dashed ? 'dashed' : 'solid',
    },
    itemStyle: { color: curve.look.colour },
    markLine: mark
      ? {
          silent: true,
          symbol: 'none',
          data: [{ yAxis: mark.at }],
          lineStyle: { color: t.faint, type: 'dotted' },
          label: {
            formatter: mark.name,
            color: t.faint,
            fontFamily: t.font,
            fontSize: 11,
            position: 'insideStartBottom',
          },
        }
      : undefined,
  };
}

function describe(entries, { format, mark = format, short = (name) => name }, looks) {
  const shown = entries.filter((e) => Number.isFinite(e.value?.[1])).sort((a, b) => b.value[1] - a.value[1]);
  return h(
    'div',
    { class: 'tip-box' },
    h('p', { class: 'tip-name' }, `step ${count(entries[0]?.value?.[0])}`),
    h(
      'table',
      { class: 'tip-table' },
      shown.map((e) =>
        h(
          'tr',
          {},
          h('td', {}, swatch(looks.get(e.seriesName)), short(e.seriesName)),
          h('td', { class: 'numeric' }, mark(e.value[1])),
        ),
      ),
    ),
  );
}
