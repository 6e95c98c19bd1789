import { get } from '../api.mjs';
import { curvesPlot } from '../charts/curves-plot.mjs';
import { panels } from '../charts/panels.mjs';
import { h, put } from '../dom.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { loader } from '../throttle.mjs';

/**
 * A trial's curves, a panel for each kind of series. The server thins them out, never the page.
 * `told(series)` hears of all of them.
 */
export function curvesPanel({ path, parameters, signal, told }) {
  const grid = h('div', { class: 'curves-grid' });
  const element = h('section', { class: 'bare', 'aria-label': 'Curves' }, loading('curves'));
  const plots = new Map();
  let trial = null;

  async function load() {
    const { series } = await get(`${path}/metrics`, { maxPoints: 500 }, signal);
    told(series);
    show(series.filter((s) => s.points.length));
  }

  function show(series) {
    if (!series.length) {
      put(
        element,
        h(
          'div',
          { class: 'panel' },
          empty(
            'No curves yet',
            ['READY', 'WAITING'].includes(trial.state)
              ? 'The trial has not started.'
              : 'The trainer has reported nothing.',
          ),
        ),
      );
      return;
    }
    for (const { panel, curves } of panels(series, parameters)) {
      if (!plots.has(panel.title)) {
        plots.set(panel.title, curvesPlot({ panel, signal }));
        grid.append(plots.get(panel.title).element);
      }
      plots.get(panel.title).update(curves);
    }
    if (grid.parentNode !== element) {
      put(element, grid);
    }
  }

  function problem(e) {
    plots.clear();
    put(element, h('div', { class: 'panel' }, empty('The curves could not be loaded', e.message)));
  }

  const refresh = loader(load, problem, 1500, signal);
  return { element, refresh: (next) => ((trial = next), refresh()) };
}
