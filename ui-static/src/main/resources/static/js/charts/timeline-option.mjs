import { tooltip } from './chart.mjs';
import { timeAxis } from './time-axis.mjs';

/**
 * Bars over time, a row for each lane. `rows`: [{name, bars: [{begin, end, colour, opacity, height, item}]}],
 * the first one at the top. `describe(item)` is what the pointer finds.
 */
export function timelineOption(t, { rows, from, to, time, describe }) {
  const text = { color: t.faint, fontFamily: t.font, fontSize: 11 };
  return {
    grid: { left: 130, right: 16, top: 6, bottom: 56 },
    xAxis: timeAxis(t, { from, to, time, grid: true }),
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row, i) => ({ value: `${i}` })),
      axisLabel: { ...text, width: 116, overflow: 'truncate', formatter: (i) => rows[i].name },
      axisTick: { show: false },
      axisLine: { show: false },
      splitLine: { show: false },
    },
    dataZoom: [
      {
        type: 'slider',
        height: 18,
        bottom: 8,
        borderColor: t.line,
        fillerColor: `${t.faint}22`,
        labelFormatter: time,
        textStyle: text,
        brushSelect: false,
      },
      { type: 'inside', zoomOnMouseWheel: 'ctrl' },
    ],
    tooltip: tooltip((p) => (p.data?.item ? describe(p.data.item) : ''), { trigger: 'item' }),
    series: [
      {
        id: 'bars',
        type: 'custom',
        data: rows.flatMap((row, i) =>
          row.bars.map((bar) => ({ value: [i, bar.begin, bar.end], bar, item: bar.item })),
        ),
        encode: { x: [1, 2], y: 0 },
        renderItem: (params, api) => rectangle(params, api, rows),
      },
    ],
  };
}

function rectangle(params, api, rows) {
  const [x1, y] = api.coord([api.value(1), api.value(0)]);
  const [x2] = api.coord([api.value(2), api.value(0)]);
  const bar = barAt(rows, params.dataIndex);
  const height = Math.max(2, Math.min(18, api.size([0, 1])[1] * 0.72)) * (bar.height ?? 1);
  const area = params.coordSys;
  const left = Math.max(area.x, x1);
  const right = Math.min(area.x + area.width, Math.max(x2, x1 + 1.5));
  if (right <= left) {
    return null;
  }
  return {
    type: 'rect',
    shape: { x: left, y: y - height / 2, width: right - left, height, r: right - left > 6 ? 2 : 0 },
    style: { fill: bar.colour, opacity: bar.opacity ?? 1 },
    emphasis: { style: { opacity: 1, stroke: bar.colour, lineWidth: 2 } },
  };
}

function barAt(rows, index) {
  let left = index;
  for (const row of rows) {
    if (left < row.bars.length) {
      return row.bars[left];
    }
    left -= row.bars.length;
  }
  return null;
}
