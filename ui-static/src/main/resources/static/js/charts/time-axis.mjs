/** An axis of moments, in milliseconds. `time` makes a moment's label. */
export function timeAxis(t, { from, to, time, grid }) {
  return {
    type: 'time',
    min: from,
    max: to,
    axisLabel: { color: t.faint, fontFamily: t.font, fontSize: 11, formatter: time, hideOverlap: true },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: t.line } },
    splitLine: { show: grid, lineStyle: { color: t.grid } },
  };
}
