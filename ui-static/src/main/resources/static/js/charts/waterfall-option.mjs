import { number } from '../format.mjs';
import { axis, powerLabel, tooltip } from './chart.mjs';
import { roundRange } from './scale.mjs';

const ROW = 0.62;

/**
 * A sum, part by part: each bar begins where the one above it ended, and the last one is the whole.
 * `parts`: [{name, from, to}] in log10, `floor` what was measured and cannot be undercut; null if
 * nothing was.
 */
export function waterfallOption(t, { parts, total, floor, describe }) {
  const rows = [...parts, { name: 'bound', from: 0, to: total, isTotal: true }];
  const range = roundRange(
    [0, total, floor, ...parts.flatMap((p) => [p.from, p.to])].filter(Number.isFinite),
    8,
  );
  const text = { color: t.faint, fontFamily: t.font };
  return {
    grid: { left: 150, right: 60, top: 26, bottom: 46 },
    xAxis: axis(t, { name: 'factor by factor, log10', gap: 28, range, format: powerLabel }),
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: t.line } },
      axisLabel: { ...text, fontSize: 11.5, width: 136, overflow: 'truncate', interval: 0 },
    },
    tooltip: tooltip((p) => (rows[p.dataIndex] ? describe(rows[p.dataIndex]) : ''), { trigger: 'item' }),
    series: [
      {
        id: 'parts',
        type: 'custom',
        data: rows.map((row, n) => [row.from, row.to, n]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (params, api) => bar(rows[params.dataIndex], params.dataIndex, api, t),
      },
      ...(Number.isFinite(floor) ? [floorSeries(floor, t)] : []),
    ],
  };
}

/** A dotted line where the largest measured ratio lies. */
const floorSeries = (floor, t) => ({
  id: 'floor',
  type: 'scatter',
  data: [],
  markLine: {
    silent: true,
    symbol: 'none',
    data: [{ xAxis: floor }],
    lineStyle: { color: t.ink, type: 'dotted', width: 1.5 },
    label: {
      formatter: 'largest ratio measured',
      color: t.ink,
      fontFamily: t.font,
      fontSize: 11,
      position: 'start', // the rows go down
      distance: 4,
    },
  },
});

function bar(row, n, api, t) {
  const [x0, y] = api.coord([row.from, n]);
  const [x1] = api.coord([row.to, n]);
  const height = Math.min(22, api.size([0, 1])[1] * ROW);
  const grows = row.to >= row.from;
  return {
    type: 'group',
    children: [
      {
        type: 'rect',
        shape: {
          x: Math.min(x0, x1),
          y: y - height / 2,
          width: Math.max(1.5, Math.abs(x1 - x0)),
          height,
          r: 2,
        },
        style: { fill: row.isTotal ? t.ink : grows ? t.more : t.less },
      },
      {
        type: 'text',
        style: {
          text: `${grows && !row.isTotal ? '+' : ''}${number(row.to - row.from, 3)}`,
          x: Math.max(x0, x1) + 5,
          y,
          textVerticalAlign: 'middle',
          fill: t.faint,
          font: `11px ${t.font}`,
        },
      },
    ],
  };
}
