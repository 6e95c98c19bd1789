import { percent } from '../format.mjs';
import { axis, powerLabel, tooltip } from './chart.mjs';
import { roundRange } from './scale.mjs';

/**
 * What the frontier plot shows: every result faintly, and each group's exact frontier as a step
 * line, flat until the next bound: the accuracy attained at a bound of at most B. The last step
 * goes on to the edge, since a larger bound is allowed to be not used up.
 *
 * groups: [{key, name, look, points, results, hidden}] with points by rising bound.
 */
export function frontierOption(t, { groups, rule, describe }) {
  const all = groups.flatMap((group) => [...group.results, ...group.points]);
  const x = roundRange(
    all.map((p) => p.log10Bound),
    9,
  );
  const y = roundRange(
    all.map((p) => p.accuracy),
    6,
  );
  const visible = groups.filter((group) => !group.hidden);
  return {
    grid: { left: 58, right: 22, top: 14, bottom: 48 },
    xAxis: axis(t, { name: `Lipschitz bound, rule ${rule}`, gap: 30, range: x, format: powerLabel }),
    yAxis: axis(t, {
      name: 'validation accuracy',
      gap: 42,
      range: y,
      format: (v) => percent(v, y.max - y.min < 0.05 ? 1 : 0),
    }),
    tooltip: tooltip((p) => (p.data?.point ? describe(p.data.point, p.data.group) : ''), { trigger: 'item' }),
    series: [...visible.map(results), ...visible.map((group) => front(group, x.max, t))],
  };
}

const datum = (group) => (point) => ({ value: [point.log10Bound, point.accuracy], point, group });

function results(group) {
  return {
    id: `results ${group.key}`,
    type: 'scatter',
    data: group.results.map(datum(group)),
    symbol: group.look.symbol,
    symbolSize: 7,
    itemStyle: { color: group.look.colour, opacity: 0.28 },
    emphasis: { itemStyle: { opacity: 1 }, scale: 1.6 },
    large: group.results.length > 5000,
  };
}

function front(group, edge, t) {
  const data = group.points.map(datum(group));
  const last = group.points.at(-1);
  const tail = last ? [{ value: [edge, last.accuracy], symbol: 'none' }] : [];
  return {
    id: `frontier ${group.key}`,
    type: 'line',
    step: 'end',
    data: [...data, ...tail],
    symbol: group.look.symbol,
    symbolSize: 11,
    showAllSymbol: true,
    lineStyle: { color: group.look.colour, width: 2 },
    itemStyle: { color: group.look.colour, borderColor: t.ground, borderWidth: 1 },
    emphasis: { scale: 1.5, lineStyle: { width: 2 } },
    z: 5,
  };
}
