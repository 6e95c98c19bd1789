import { get } from '../api.mjs';
import { drawable, frontierPlot, grouped } from '../charts/frontier-plot.mjs';
import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { replaceParameters } from '../router.mjs';
import { loader } from '../throttle.mjs';
import { frontierTable } from './frontier-table.mjs';

const CHOICES = [
  ['optimizer,constraint', 'optimizer and constraint'],
  ['optimizer', 'optimizer'],
  ['constraint', 'constraint'],
  ['', 'nothing: one frontier'],
];

/** The question of the field: what accuracy does each bound cost, per method. Plot and table. */
export function frontierPanel({ sweep, parameters, signal }) {
  let by = parameters.by ?? CHOICES[0][0];
  const plot = frontierPlot({ signal, onHover: (trialId) => table?.light(trialId) });
  let table = null;
  let shape = null;
  const caption = h('p', { class: 'faint caption' });
  const tableBox = h('div', { class: 'scroll frontier-table' });
  const body = h('div', { class: 'frontier' }, loading('the frontier'));
  const select = h(
    'select',
    { id: 'group-by', on: { change: () => choose({ by: select.value }, true) } },
    options(by).map(([value, text]) => h('option', { value, selected: value === by }, text)),
  );
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'frontier' },
    h(
      'div',
      { class: 'panel-head' },
      h('h2', { id: 'frontier' }, 'Frontier'),
      h('label', { for: 'group-by' }, 'one line per'),
      select,
    ),
    body,
    caption,
  );

  function choose(next, byHand = false) {
    by = next.by ?? CHOICES[0][0];
    select.value = by;
    if (byHand) {
      replaceParameters({ by });
    }
    now();
  }

  async function load() {
    const asked = by;
    const frontier = await get(`/sweeps/${sweep.id}/frontier`, { by, all: true }, signal);
    if (asked === by) {
      show(frontier);
    }
  }

  function show(frontier) {
    const model = grouped(frontier);
    if (!frontier.results.length) {
      shape = null;
      put(body, empty('No results yet', 'A trial appears here as soon as it is completed.'));
      caption.textContent = '';
      return;
    }
    const wanted = JSON.stringify([model.by, model.varying]);
    if (shape !== wanted) {
      shape = wanted;
      table = frontierTable(model, (trialId) => plot.point(trialId));
      put(tableBox, table.element);
      put(body, plot.element, tableBox);
    }
    plot.update(frontier);
    table.update(model.groups);
    body.dataset.by = model.by.join();
    caption.textContent = summary(frontier, model.groups);
  }

  function problem(e) {
    shape = null;
    put(body, empty('The frontier could not be loaded', e.message));
  }

  const refresh = loader(load, problem, 1000, signal);
  const now = loader(load, problem, 0, signal);
  return { element, refresh, choose };
}

/** The usual groupings, and the address's own if it names another. */
const options = (by) => (CHOICES.some(([value]) => value === by) ? CHOICES : [...CHOICES, [by, by]]);

function summary(frontier, groups) {
  const total = frontier.results.length;
  const drawn = groups.reduce((sum, group) => sum + group.results.filter(drawable).length, 0);
  const points = groups.reduce((sum, group) => sum + group.points.length, 0);
  const missing = total - drawn;
  return [
    `${plural(points, 'point')} on ${plural(groups.length, 'frontier')} of ${plural(total, 'result')}.`,
    `Rule ${frontier.rule}; a step is flat because a line between two points is not attained.`,
    missing ? `${plural(missing, 'result')} without a finite bound cannot be drawn.` : '',
  ].join(' ');
}
