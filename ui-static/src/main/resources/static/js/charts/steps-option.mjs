import { axis, tooltip } from './chart.mjs';
import { roundRange } from './scale.mjs';
import { corners, stepsSeries } from './steps.mjs';

/**
 * Step lines: what is reached holds until the next point, and the last one to the edge. `lines`:
 * [{name, look, points: [{x, y}]}] by rising x; `x` and `y`: {name, format, from}, of which `from` is a
 * value that the axis shows in any case.
 */
export function stepsOption(t, { x, y, lines, describe }) {
  const points = lines.flatMap((line) => line.points);
  const range = (of, { from }) => roundRange([...points.map(of), ...(from === undefined ? [] : [from])], 7);
  const across = range((p) => p.x, x);
  return {
    grid: { left: 62, right: 22, top: 14, bottom: 48 },
    xAxis: axis(t, { name: x.name, gap: 30, range: across, format: x.format }),
    yAxis: axis(t, { name: y.name, gap: 46, range: range((p) => p.y, y), format: y.format }),
    tooltip: tooltip((p) => (p.data?.point ? describe(p.data.point, p.data.line) : ''), { trigger: 'item' }),
    series: lines.flatMap((line) => [
      stepsSeries({
        id: `steps of ${line.name}`,
        corners: corners(
          line.points.map((point) => [point.x, point.y]),
          { end: across.max },
        ),
        colour: line.look.colour,
      }),
      {
        id: line.name,
        type: 'scatter',
        data: line.points.map((point) => ({ value: [point.x, point.y], point, line })),
        symbol: line.look.symbol,
        symbolSize: 10,
        itemStyle: { color: line.look.colour, borderColor: t.ground, borderWidth: 1 },
        emphasis: { scale: 1.4 },
        z: 3,
      },
    ]),
  };
}
