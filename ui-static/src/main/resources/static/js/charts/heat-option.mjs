import { tooltip } from './chart.mjs';
import { HEAT } from './heat.mjs';

/** From this share on a colour is so light that dark letters are read on it. */
const LIGHT_FROM = 0.58;
/** Up to so many columns and lines leave each cell room for its number. */
const MOST_COLUMNS = 9;
const MOST_LINES = 14;

/**
 * A heat map: `columns` and `lines` are names of places, `cells` [{x, y, value, text}] of which a
 * value of null stands for trials without a result: a cross if they diverged, a dot if they wait.
 */
export function heatOption(t, { xName, yName, columns, lines, cells, format, label, describe }) {
  const known = cells.filter((cell) => cell.value !== null);
  const values = known.map((cell) => cell.value);
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const share = (value) => (high > low ? (value - low) / (high - low) : 0);
  const data = (list) =>
    list.map((cell) => ({
      value: [cell.x, cell.y, cell.value ?? 0],
      cell,
      label: { color: cell.value !== null && share(cell.value) < LIGHT_FROM ? '#ffffff' : '#16202b' },
    }));
  const missing = cells.filter((cell) => cell.value === null);
  return {
    grid: { left: 84, right: 92, top: 10, bottom: 52 },
    xAxis: places(t, xName, columns, 32),
    yAxis: places(t, yName, lines, 62),
    tooltip: tooltip((p) => (p.data?.cell ? describe(p.data.cell) : ''), { trigger: 'item' }),
    visualMap: {
      seriesIndex: 0,
      dimension: 2,
      min: Number.isFinite(low) ? low : 0,
      max: high > low ? high : low + 1e-9,
      right: 4,
      top: 10,
      bottom: 52,
      itemHeight: 190,
      itemWidth: 12,
      text: [Number.isFinite(high) ? format(high) : '', Number.isFinite(low) ? format(low) : ''],
      textStyle: { color: t.faint, fontFamily: t.font, fontSize: 11 },
      inRange: { color: HEAT },
      hoverLink: false,
    },
    series: [
      {
        id: 'cells',
        type: 'heatmap',
        data: data(known),
        itemStyle: { borderColor: t.ground, borderWidth: 2, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: t.ink, borderWidth: 2 } },
        label: {
          show: columns.length <= MOST_COLUMNS && lines.length <= MOST_LINES,
          fontFamily: t.font,
          fontSize: 11,
          formatter: (p) => label(p.data.cell.value),
          rich: { sup: { fontSize: 9, padding: [0, 0, 6, 1] } },
        },
      },
      mark('diverged', data(missing.filter((c) => c.diverged)), '✕', t),
      mark('waiting', data(missing.filter((c) => !c.diverged)), '·', t),
    ],
  };
}

function mark(id, data, sign, t) {
  return {
    id,
    type: 'scatter',
    symbolSize: 22,
    data: data.map((one) => ({ ...one, label: { color: t.faint } })),
    itemStyle: { color: 'transparent' },
    label: { show: true, formatter: () => sign, fontFamily: t.font, fontSize: 14 },
  };
}

function places(t, name, names, gap) {
  const text = { color: t.faint, fontFamily: t.font };
  return {
    type: 'category',
    data: names,
    name,
    nameLocation: 'middle',
    nameGap: gap,
    nameTextStyle: { ...text, fontSize: 12 },
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { ...text, fontSize: 11, hideOverlap: true },
    splitArea: { show: false },
  };
}
