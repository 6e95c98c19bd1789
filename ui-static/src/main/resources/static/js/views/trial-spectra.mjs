import { heatOption } from '../charts/heat-option.mjs';
import { h } from '../dom.mjs';
import { count, measure, number } from '../format.mjs';
import { choice } from '../parts/choice.mjs';
import { plotPanel } from './plot-panel.mjs';

const MEASURES = [
  ['stable-rank', 'stable rank'],
  ['sigma-max', 'largest singular value, over the cap'],
  ['q90', '90 % quantile of singular values, over the cap'],
  ['q50', 'median singular value, over the cap'],
  ['q10', '10 % quantile of singular values, over the cap'],
  ['moved', 'singular values that the constraint changed'],
  ['moved-by', 'their mean change, over the cap'],
];

/** The spectra of the weights over a training: layers up, steps across. */
export function spectraPanel({ signal }) {
  let series = [];
  let grid = { steps: [], layers: [], cells: [] };
  const pick = choice({ id: 'spectrum', label: 'show', options: MEASURES, value: 'stable-rank', pick: show });
  const panel = plotPanel({
    id: 'spectra',
    title: 'Spectra of the weights over time',
    controls: pick.elements,
    signal,
    option: (t) =>
      heatOption(t, {
        xName: 'step',
        yName: '',
        columns: grid.steps.map(count),
        lines: grid.layers,
        cells: grid.cells,
        format: (v) => measure(v),
        label: (v) => number(v, 2),
        describe: (cell) =>
          h(
            'div',
            { class: 'tip-box' },
            h('p', { class: 'tip-name' }, `${grid.layers[cell.y]} at step ${count(grid.steps[cell.x])}`),
            h('p', {}, h('b', {}, measure(cell.value, 4)), ` ${nameOf(pick.value)}`),
          ),
      }),
    values: () => ({
      columns: ['layer', 'step', nameOf(pick.value)].map((label, n) => ({ label, numeric: n > 0 })),
      rows: grid.cells.map((cell) => [
        grid.layers[cell.y],
        { value: grid.steps[cell.x], shown: count(grid.steps[cell.x]) },
        { value: cell.value, shown: measure(cell.value, 4) },
      ]),
    }),
  });
  panel.element.hidden = true;

  function show() {
    const wanted = series.filter((one) => one.name.endsWith(`/${pick.value}`));
    const steps = [...new Set(wanted.flatMap((one) => one.points.map(([step]) => step)))].sort(
      (a, b) => a - b,
    );
    const place = new Map(steps.map((step, n) => [step, n]));
    grid = {
      steps,
      layers: wanted.map((one) => one.name.slice('spectrum/'.length, -pick.value.length - 1)),
      cells: wanted.flatMap((one, y) =>
        one.points
          .filter(([, value]) => Number.isFinite(value))
          .map(([step, value]) => ({ x: place.get(step), y, value })),
      ),
    };
    panel.element.hidden = grid.cells.length === 0;
    if (grid.cells.length) {
      panel.height(grid.layers.length);
      panel.draw('Layers from the input at the bottom to the head at the top, as the recipe names them.');
    }
  }

  return {
    element: panel.element,
    update(all) {
      series = all.filter((one) => one.name.startsWith('spectrum/') && one.points.length);
      show();
    },
  };
}

const nameOf = (measure) => MEASURES.find(([value]) => value === measure)[1];
