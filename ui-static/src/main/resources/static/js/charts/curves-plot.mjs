import { h, put } from '../dom.mjs';
import { count } from '../format.mjs';
import { chart } from './chart.mjs';
import { curvesOption } from './curves-option.mjs';
import { legend } from './legend.mjs';
import { downloads } from './downloads.mjs';
import { look, swatch } from './palette.mjs';
import { table } from '../parts/table.mjs';

/** Curves over steps in one panel, their first, lowest, highest and last values in a table below. */
export function curvesPlot({ panel, signal }) {
  const canvas = h('div', {
    class: 'canvas',
    role: 'img',
    'aria-label': `${panel.title} over steps. The table below sums it up.`,
  });
  const switches = legend(() => drawn?.then((c) => c?.draw()));
  const summary = table(summaryTable(panel));
  const values = h('details', { class: 'values' }, h('summary', {}, 'All values'));
  const short = panel.short ?? ((name) => name);
  const saving = downloads({
    name: panel.title,
    instance: async () => (await drawn).instance,
    values: () => longTable(curves),
    legend: () => withLooks().map((curve) => ({ name: short(curve.name), look: curve.look })),
  });
  const element = h(
    'section',
    { class: 'panel plot curves' },
    h('h3', {}, panel.title),
    switches.element,
    canvas,
    h('div', { class: 'scroll' }, summary.element),
    h('div', { class: 'plot-foot' }, values, saving),
  );
  let curves = [];
  let drawn = null;

  const withLooks = () => curves.map((curve, n) => ({ ...curve, look: look(n), dashed: n >= 8 }));
  const option = (t) =>
    curvesOption(
      t,
      panel,
      withLooks().filter((curve) => !switches.isHidden(curve.name)),
    );
  values.addEventListener('toggle', showValues);

  function showValues() {
    if (values.open) {
      put(values, values.firstChild, h('div', { class: 'scroll tall' }, valuesTable(panel, curves)));
    }
  }

  return {
    element,
    update(next) {
      curves = next;
      switches.update(
        withLooks().map((curve) => ({ key: curve.name, name: short(curve.name), look: curve.look })),
      );
      summary.update(withLooks());
      showValues();
      drawn = drawn ? drawn.then((c) => (c?.draw(), c)) : chart(canvas, option, signal);
    },
  };
}

function summaryTable({ title, format, mark = format, short = (name) => name }) {
  const pick = (key, title, of) => {
    const at = (curve) => {
      const numbers = curve.points.map((p) => p[1]).filter(Number.isFinite);
      return numbers.length ? of(numbers) : null;
    };
    return {
      key,
      label: key,
      title,
      numeric: true,
      sort: at,
      text: (curve) => format(at(curve)),
      node: (curve) => mark(at(curve)),
    };
  };
  return {
    caption: `${title}: each curve summed up`,
    id: (curve) => curve.name,
    columns: [
      {
        key: 'curve',
        label: 'curve',
        sort: (c) => c.name,
        text: (c) => short(c.name),
        node: (c) => h('span', { class: 'with-swatch' }, swatch(c.look), short(c.name)),
      },
      pick('first', 'the first value', (n) => n[0]),
      pick('lowest', 'the lowest value', (n) => n.reduce((a, b) => Math.min(a, b))),
      pick('highest', 'the highest value', (n) => n.reduce((a, b) => Math.max(a, b))),
      pick('last', 'the last value', (n) => n.at(-1)),
    ],
  };
}

/** Every value that the plot drew, a row per step. */
function valuesTable({ title, format, short = (name) => name }, curves) {
  const steps = [...new Set(curves.flatMap((curve) => curve.points.map((p) => p[0])))].sort((a, b) => a - b);
  const at = curves.map((curve) => new Map(curve.points));
  const cell = (map, step) =>
    map.has(step) ? (map.get(step) === null ? 'not finite' : format(map.get(step))) : '';
  return h(
    'table',
    {},
    h('caption', { class: 'visually-hidden' }, `${title}: all values`),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col', class: 'numeric' }, 'step'),
        curves.map((curve) => h('th', { scope: 'col', class: 'numeric' }, short(curve.name))),
      ),
    ),
    h(
      'tbody',
      {},
      steps.map((step) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row', class: 'numeric' }, count(step)),
          at.map((map) => h('td', { class: 'numeric' }, cell(map, step))),
        ),
      ),
    ),
  );
}

/** A row for each value, in the form that other programs read best. */
const longTable = (curves) => ({
  columns: ['series', 'step', 'value'].map((label) => ({ label })),
  rows: curves.flatMap(({ name, points }) => points.map(([step, value]) => [name, step, value])),
});
