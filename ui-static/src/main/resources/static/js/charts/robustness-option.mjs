import { percent } from '../format.mjs';
import { axis, tooltip } from './chart.mjs';
import { roundRange } from './scale.mjs';

/**
 * Accuracy against the size of an attack: sizes roughly double from one to the next, so they stand
 * equally far apart. `curves`: [{name, look, isCertified, values: [share|null]}] by size.
 */
export function robustnessOption(t, { sizes, curves, unit, describe }) {
  const text = { color: t.faint, fontFamily: t.font };
  const all = curves.flatMap((curve) => curve.values).filter(Number.isFinite);
  return {
    grid: { left: 56, right: 18, top: 14, bottom: 48 },
    xAxis: {
      type: 'category',
      data: sizes,
      boundaryGap: false,
      name: unit,
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: { ...text, fontSize: 12 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: t.line } },
      axisLabel: { ...text, fontSize: 11 },
    },
    yAxis: axis(t, { range: { ...roundRange([0, ...all], 6), min: 0 }, format: (v) => percent(v, 0) }),
    tooltip: tooltip((entries) => describe(entries[0].dataIndex), {
      trigger: 'axis',
      axisPointer: { lineStyle: { color: t.faint } },
    }),
    series: curves.map((curve) => ({
      id: curve.name,
      name: curve.name,
      type: 'line',
      data: curve.values,
      symbol: curve.look.symbol,
      symbolSize: 8,
      lineStyle: { color: curve.look.colour, width: 1.8, type: curve.isCertified ? 'dashed' : 'solid' },
      itemStyle: { color: curve.look.colour },
    })),
  };
}
