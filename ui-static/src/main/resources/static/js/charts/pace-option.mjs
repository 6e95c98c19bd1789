import { h } from '../dom.mjs';
import { count } from '../format.mjs';
import { stateWord } from '../parts/state.mjs';
import { tooltip } from './chart.mjs';
import { timeAxis } from './time-axis.mjs';

/** States of ended trials with the colour of the style sheet that they have everywhere. */
export const ENDS = [
  ['completed', 'COMPLETED'],
  ['stoppedEarly', 'STOPPED_EARLY'],
  ['infeasible', 'INFEASIBLE'],
  ['failed', 'FAILED'],
];

/** How many trials ended in each piece of time: bars, stacked by how they ended. */
export function paceOption(t, { buckets, width, from, to, time }) {
  const text = { color: t.faint, fontFamily: t.font, fontSize: 11 };
  const colours = getComputedStyle(document.documentElement);
  const colour = (state) => colours.getPropertyValue(`--${state.toLowerCase().replace('_early', '')}`).trim();
  return {
    grid: { left: 46, right: 12, top: 10, bottom: 24 },
    xAxis: timeAxis(t, { from, to, time, grid: false }),
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...text, formatter: count },
      splitLine: { lineStyle: { color: t.grid } },
    },
    tooltip: tooltip((entries) => describe(entries, time), {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: t.grid, opacity: 0.5 } },
    }),
    series: ENDS.filter(([key]) => buckets.some((b) => b[key])).map(([key, state], n) => ({
      id: key,
      name: stateWord(state),
      type: 'bar',
      stack: 'ended',
      barMaxWidth: 26,
      barMinWidth: 2,
      data: buckets.map((b) => ({ value: [Date.parse(b.at) + 500 * width, b[key]], bucket: b })),
      itemStyle: {
        color: colour(state),
        decal: n
          ? {
              symbol: n === 1 ? 'rect' : 'triangle',
              color: 'rgb(255 255 255 / 45%)',
              dashArrayX: [2, 4],
              dashArrayY: [2, 4],
              rotation: 0.8,
            }
          : undefined,
      },
    })),
  };
}

function describe(entries, time) {
  const bucket = entries[0]?.data?.bucket;
  return h(
    'div',
    { class: 'tip-box' },
    h('p', { class: 'tip-name' }, bucket ? time(Date.parse(bucket.at)) : ''),
    entries
      .filter((e) => e.value[1] > 0)
      .map((e) => h('p', {}, h('b', {}, count(e.value[1])), ` ${e.seriesName}`)),
  );
}
