import { get } from '../api.mjs';
import { axisNames, levelText, pickAxis } from '../axes.mjs';
import { heatOption } from '../charts/heat-option.mjs';
import { h } from '../dom.mjs';
import { count, plural } from '../format.mjs';
import { METRICS, cellValue } from '../metrics.mjs';
import { choice } from '../parts/choice.mjs';
import { trialAddress } from '../router.mjs';
import { loader } from '../throttle.mjs';
import { plotPanel } from './plot-panel.mjs';

const WANTED_X = ['sigmaMax', 'weightDecay', 'learningRate'];
const WANTED_Y = ['logitScale', 'attentionScale', 'learningRate'];

/** A sweep's trials over any two of its parameters. `ask()` says what is asked for, `pick(changes)` changes it. */
export function heatPanel({ sweep, ask, pick, signal }) {
  let grid = null;
  let names = [];
  const x = choice({ id: 'heat-x', label: 'across', options: [], value: '', pick: (v) => chosen({ x: v }) });
  const y = choice({ id: 'heat-y', label: 'up', options: [], value: '', pick: (v) => chosen({ y: v }) });
  const panel = plotPanel({
    id: 'heat',
    title: 'Any two parameters',
    controls: [...x.elements, ...y.elements],
    signal,
    option: (t) => heatOption(t, picture()),
    values: () => table(),
    onChart: (instance) =>
      instance.on(
        'click',
        (event) =>
          event.data?.cell?.bestTrialId && (location.hash = trialAddress(event.data.cell.bestTrialId)),
      ),
  });

  function axes(list) {
    names = axisNames(list);
    choose();
  }

  function choose() {
    const asked = ask();
    const across = pickAxis(names, [asked.x, ...WANTED_X]);
    const up = pickAxis(names, [asked.y, ...WANTED_Y], [across]);
    x.set(options(names), across);
    y.set(options(names.filter((name) => name !== across)), up);
    now();
  }

  function chosen(change) {
    pick(change.x === y.value ? { x: change.x, y: null } : change);
    choose();
  }

  async function load() {
    if (names.length < 2) {
      panel.say('A heat map needs two parameters that vary', 'This sweep varies fewer.');
      return;
    }
    const { metric, where } = ask();
    grid = await get(`/sweeps/${sweep.id}/cells`, { x: x.value, y: y.value, metric, where }, signal);
    if (!grid.cells.some((cell) => cell.completed || cell.diverged)) {
      panel.say('No results yet', 'A cell fills in as soon as a trial in it has ended.');
      return;
    }
    panel.draw(words());
  }

  function picture() {
    const { metric, show } = ask();
    return {
      xName: grid.x.name,
      yName: grid.y.name,
      columns: grid.x.levels.map(levelText),
      lines: grid.y.levels.map(levelText),
      cells: grid.cells.map((cell) => ({ ...cell, value: cellValue(cell, metric, show) })),
      format: METRICS[metric].format,
      label: METRICS[metric].label,
      describe,
    };
  }

  function describe(cell) {
    const { metric } = ask();
    const { format, best } = METRICS[metric];
    return h(
      'div',
      { class: 'tip-box' },
      h('p', { class: 'tip-name' }, place(cell)),
      cell.completed
        ? [
            h('p', {}, h('b', {}, format(cell[best])), ` at best, trial ${cell.bestTrialNumber}`),
            h(
              'p',
              { class: 'faint' },
              `mean ${format(cell.mean)}, from ${format(cell.low)} to ${format(cell.high)}`,
            ),
          ]
        : null,
      h('p', { class: 'faint' }, standing(cell)),
    );
  }

  const place = (cell) =>
    `${grid.x.name} ${levelText(grid.x.levels[cell.x])} · ${grid.y.name} ${levelText(grid.y.levels[cell.y])}`;

  function words() {
    const { metric, show } = ask();
    const all = grid.cells.reduce((sum, cell) => sum + cell.trials, 0);
    const outside = grid.outside
      ? ` ${plural(grid.outside, 'trial')} without one of the two parameters left out.`
      : '';
    const what = show === 'mean' ? 'the mean of its trials' : 'its best trial';
    return `The ${METRICS[metric].name} of ${plural(all, 'trial')}; a cell shows ${what}. ✕ all diverged, · none has ended.${outside}`;
  }

  function table() {
    const { metric } = ask();
    const { format, best } = METRICS[metric];
    const line = (cell) => [
      levelText(grid.x.levels[cell.x]),
      levelText(grid.y.levels[cell.y]),
      {
        value: cell[best],
        shown: cell.completed ? h('a', { href: trialAddress(cell.bestTrialId) }, format(cell[best])) : '–',
      },
      { value: cell.mean, shown: cell.completed ? format(cell.mean) : '–' },
      ...[cell.completed, cell.diverged, cell.trials].map(whole),
    ];
    return {
      columns: [grid.x.name, grid.y.name, 'best', 'mean', 'completed', 'diverged', 'trials'].map((label) => ({
        label,
        numeric: true,
      })),
      rows: [...grid.cells].sort((a, b) => a.x - b.x || a.y - b.y).map(line),
    };
  }

  const refresh = loader(load, (e) => panel.problem(e), 5000, signal);
  const now = loader(load, (e) => panel.problem(e), 0, signal);
  return { element: panel.element, axes, refresh, choose };
}

const whole = (value) => ({ value, shown: count(value) });
const options = (names) => names.map((name) => [name, name]);

function standing(cell) {
  const parts = [`${count(cell.completed)} of ${plural(cell.trials, 'trial')} completed`];
  if (cell.diverged) {
    parts.push(`${count(cell.diverged)} diverged`);
  }
  return parts.join(', ');
}
