import { h } from '../dom.mjs';
import { tooltip } from './chart.mjs';

/**
 * Bars side by side for each name, the first name at the top; a value's full part is `main`, its pale
 * part goes on to `total`. `series`: [{name, look, values: [{main, total}]}].
 */
export function barsOption(t, { names, series, format }) {
  const text = { color: t.faint, fontFamily: t.font, fontSize: 11 };
  return {
    grid: { left: 124, right: 50, top: 4, bottom: 26 },
    xAxis: {
      type: 'value',
      min: 0,
      axisLabel: { ...text, formatter: format },
      splitLine: { lineStyle: { color: t.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names,
      axisLabel: { ...text, fontSize: 12, color: t.ink },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: t.line } },
    },
    tooltip: tooltip((entries) => describe(entries, series, format), {
      trigger: 'axis',
      axisPointer: { type: 'none' },
    }),
    series: series.flatMap(({ name, look, values }, n) => [
      part(
        `${name} alone`,
        `s${n}`,
        values.map((v) => v.main),
        look.colour,
      ),
      part(
        `${name} more`,
        `s${n}`,
        values.map((v) => Math.max(0, v.total - v.main)),
        `${look.colour}48`,
        {
          show: true,
          position: 'right',
          ...text,
          formatter: (p) => format(values[p.dataIndex].total),
        },
      ),
    ]),
  };
}

function part(id, stack, data, colour, label) {
  return {
    id,
    type: 'bar',
    stack,
    data,
    barMaxWidth: 12,
    barGap: '20%',
    itemStyle: { color: colour },
    label,
  };
}

function describe(entries, series, format) {
  const at = entries[0].dataIndex;
  return h(
    'div',
    { class: 'tip-box' },
    h('p', { class: 'tip-name' }, entries[0].axisValue),
    series.map(({ name, values }) =>
      h(
        'p',
        {},
        h('b', {}, format(values[at].main)),
        ` of ${name} alone, ${format(values[at].total)} with others`,
      ),
    ),
  );
}
