import { theme } from './palette.mjs';

/**
 * The library is a megabyte: it is fetched with the first view that has plots, while the view's own
 * data is on its way, and not before.
 */
export const library = () => import('/vendor/echarts/echarts.esm.min.mjs');
library().catch(() => {}); // whoever draws with it is told

/**
 * A chart in an element, until the signal aborts. `build` makes its option from a theme; it is
 * asked again when the colours change. `chart.draw()` shows what `build` says now.
 */
export async function chart(element, build, signal) {
  const echarts = await library();
  if (signal.aborted) {
    return null;
  }
  const instance = echarts.init(element, null, { renderer: 'canvas' });
  function draw() {
    if (!instance.isDisposed()) {
      instance.setOption({ animation: false, ...build(theme()) }, { replaceMerge: ['series'] });
    }
  }
  // it tells of the first size too, which the chart has already
  const isOther = () =>
    instance.getWidth() !== element.clientWidth || instance.getHeight() !== element.clientHeight;
  const resize = new ResizeObserver(() => isOther() && instance.resize());
  resize.observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw, { signal });
  signal.addEventListener('abort', () => {
    resize.disconnect();
    instance.dispose();
  });
  draw();
  return { instance, draw };
}

/** What all axes share. `range` is {min, max, ticks}, `format` turns a tick into its label. */
export function axis(t, { name, gap, range, format, grid = true }) {
  const text = { color: t.faint, fontFamily: t.font };
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: gap,
    nameTextStyle: { ...text, fontSize: 12 },
    min: range.min,
    max: range.max,
    axisTick: { show: false, customValues: range.ticks },
    axisLabel: {
      ...text,
      fontSize: 11,
      customValues: range.ticks,
      formatter: format,
      rich: { sup: { ...text, fontSize: 9, padding: [0, 0, 7, 1] } },
    },
    axisLine: { show: true, lineStyle: { color: t.line }, onZero: false },
    splitLine: { show: grid, lineStyle: { color: t.grid } },
  };
}

/** An axis label: 10 to the x, raised. */
export const powerLabel = (x) => `10{sup|${String(Number(x.toFixed(2))).replace('-', '−')}}`;

/** Tooltips are elements that we make: text from data stays text, and no inline style is needed. */
export function tooltip(formatter, extra = {}) {
  return {
    confine: true,
    className: 'tip',
    backgroundColor: 'transparent',
    borderWidth: 0,
    padding: 0,
    extraCssText: 'box-shadow:none',
    transitionDuration: 0,
    formatter,
    ...extra,
  };
}
