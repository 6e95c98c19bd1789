import { h } from '../dom.mjs';
import { chart } from './chart.mjs';
import { dragZoom } from './drag-zoom.mjs';
import { frontierOption } from './frontier-option.mjs';
import { legend } from './legend.mjs';

/** By how much the buttons zoom and move. */
const CLOSER = 0.6;
const ASIDE = 0.3;

/**
 * The plot of a frontier. `on.hover(item)` is told what is under the pointer, `on.open(item)` what was
 * clicked, `on.select(item)` what was clicked with Shift or Ctrl, `on.zoom(view)` what somebody wants
 * to see. `model` is what `frontierOption` draws, with its lines and clouds named for the legend.
 */
export function frontierPlot({ signal, label, on }) {
  const canvas = h('div', { class: 'canvas', role: 'img', 'aria-label': label });
  const switches = legend(() => drawn?.then((c) => c?.draw()));
  const zoom = zoomButtons(
    () => shownView(),
    (view) => on.zoom(view),
  );
  const element = h(
    'div',
    { class: 'plot' },
    h('div', { class: 'plot-head' }, switches.element, zoom.element),
    canvas,
  );
  let model = null;
  let shown = null;
  let drawn = null;

  const visible = (groups) => groups.filter((group) => !switches.isHidden(group.key));
  function option(t) {
    shown = frontierOption(t, {
      ...model,
      lines: visible(model.lines),
      clouds: visible(model.clouds),
      edge: visible(model.edge),
    });
    return shown.option;
  }

  async function start() {
    const made = await chart(canvas, option, signal);
    if (made) {
      listen(made.instance);
    }
    return made;
  }

  function listen(instance) {
    const drag = dragZoom(canvas, instance, on.zoom, signal);
    const item = (target) => shown.at(target)?.item ?? null;
    instance.on('click', (target) => {
      if (item(target) && !drag.wasDrag()) {
        const { shiftKey, ctrlKey, metaKey } = target.event.event;
        (shiftKey || ctrlKey || metaKey ? on.select : on.open)(item(target));
      }
    });
    instance.on('mouseover', (target) => on.hover(item(target)));
    instance.on('mouseout', () => on.hover(null));
  }

  /** What the axes span now, zoomed or not. */
  function shownView() {
    const option = latest?.getOption();
    return option && [option.xAxis[0].min, option.xAxis[0].max, option.yAxis[0].min, option.yAxis[0].max];
  }

  let latest = null;
  return {
    element,
    instance: async () => (await drawn)?.instance,
    update(next) {
      model = next;
      switches.update(legendOf(model));
      zoom.update(model.view !== null);
      drawn = drawn ? drawn.then((c) => (c?.draw(), c)) : start();
      drawn.then((c) => (latest = c?.instance ?? null));
    },
    /** Shows a point of a line as if it were hovered; null hides it. */
    async point(trialId) {
      const instance = await this.instance();
      if (!instance || instance.isDisposed()) {
        return;
      }
      const place = trialId === null ? null : shown.place(trialId);
      if (place) {
        // a series that is gone leaves its place empty
        const seriesIndex = instance.getOption().series.findIndex((one) => one?.id === place.seriesId);
        instance.dispatchAction({ type: 'showTip', seriesIndex, dataIndex: place.dataIndex });
      } else {
        instance.dispatchAction({ type: 'hideTip' });
      }
    },
  };
}

/** Everything that can be switched on and off, once each. */
function legendOf({ lines, clouds, edge }) {
  return [...new Map([...lines, ...clouds, ...edge].map((one) => [one.key, one])).values()];
}

/** The same as dragging, for the keyboard. `present()` is the view that is shown. */
function zoomButtons(present, zoom) {
  const change = (to) => () => {
    const view = present();
    if (view) {
      zoom(to(view));
    }
  };
  const around = ([left, right, bottom, top], factor) => [
    ...about(left, right, factor),
    ...about(bottom, top, factor),
  ];
  const aside = ([left, right, bottom, top], share) => {
    const by = (right - left) * share;
    return [left + by, right + by, bottom, top];
  };
  const whole = button('Everything', 'Show everything', () => zoom(null));
  const element = h(
    'div',
    { class: 'zoom', role: 'group', 'aria-label': 'Zoom; or drag over the plot' },
    button(
      '+',
      'Zoom in',
      change((view) => around(view, CLOSER)),
    ),
    button(
      '−',
      'Zoom out',
      change((view) => around(view, 1 / CLOSER)),
    ),
    button(
      '←',
      'Move left',
      change((view) => aside(view, -ASIDE)),
    ),
    button(
      '→',
      'Move right',
      change((view) => aside(view, ASIDE)),
    ),
    whole,
  );
  return { element, update: (isZoomed) => (whole.disabled = !isZoomed) };
}

const about = (low, high, factor) => {
  const [middle, half] = [(low + high) / 2, ((high - low) / 2) * factor];
  return [middle - half, middle + half];
};

const button = (text, name, click) =>
  h('button', { type: 'button', class: 'small', title: name, 'aria-label': name, on: { click } }, text);
