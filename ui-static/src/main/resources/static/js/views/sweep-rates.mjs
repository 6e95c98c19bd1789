import { get } from '../api.mjs';
import { axisNames, levelAt, levelText, pickAxis } from '../axes.mjs';
import { legend } from '../charts/legend.mjs';
import { look } from '../charts/palette.mjs';
import { ratesOption, ratesTip } from '../charts/rates-option.mjs';
import { h } from '../dom.mjs';
import { count, number, plural } from '../format.mjs';
import { METRICS, cellValue } from '../metrics.mjs';
import { choice } from '../parts/choice.mjs';
import { trialAddress } from '../router.mjs';
import { loader } from '../throttle.mjs';
import { plotPanel } from './plot-panel.mjs';

const WANTED_X = ['learningRate', 'weightDecay', 'sigmaMax'];
const WANTED_LINE = ['sigmaMax', 'weightDecay', 'constraint', 'optimizer'];

/** What trials reach over the learning rate, or any other number, with a line for each value of another parameter. */
export function ratesPanel({ sweep, ask, pick, signal }) {
  let grid = null;
  let all = [];
  const x = choice({ id: 'rate-x', label: 'over', options: [], value: '', pick: (v) => chosen({ over: v }) });
  const line = choice({
    id: 'rate-line',
    label: 'a line for each',
    options: [],
    value: '',
    pick: (v) => chosen({ line: v }),
  });
  const panel = plotPanel({
    id: 'rates',
    title: 'Learning rates',
    controls: [...x.elements, ...line.elements],
    signal,
    option: (t) => ratesOption(t, picture()),
    values: () => table(),
    onChart: (instance) =>
      instance.on(
        'click',
        (e) => e.data?.point && (location.hash = trialAddress(e.data.point.cell.bestTrialId)),
      ),
  });
  const switches = legend(() => panel.draw(words()));

  function axes(list) {
    all = list;
    choose();
  }

  function choose() {
    const asked = ask();
    const numbers = axisNames(all.filter((axis) => axis.numeric));
    const over = pickAxis(numbers, [asked.over, ...WANTED_X]);
    const others = axisNames(all).filter((name) => name !== over);
    x.set(pairs(numbers), over);
    line.set(pairs(others), pickAxis(others, [asked.line, ...WANTED_LINE]));
    now();
  }

  function chosen(change) {
    pick(change.over === line.value ? { over: change.over, line: null } : change);
    choose();
  }

  async function load() {
    if (!x.value || !line.value) {
      panel.say('This plot needs a number that varies, and one parameter more', 'This sweep varies fewer.');
      return;
    }
    const { metric, where } = ask();
    grid = await get(`/sweeps/${sweep.id}/cells`, { x: x.value, y: line.value, metric, where }, signal);
    if (!grid.cells.some((cell) => cell.completed)) {
      panel.say('No results yet', 'A point appears as soon as a trial has been completed.');
      return;
    }
    switches.update(lines());
    panel.draw(words());
    panel.above(switches.element);
  }

  /** Lines in the order of their values; a look belongs to a value, whichever of them have results. */
  function lines() {
    const { metric, show } = ask();
    return grid.y.levels
      .map((level, n) => ({
        key: levelText(level),
        name: `${grid.y.name} ${levelText(level)}`,
        look: look(n),
        points: grid.cells
          .filter((cell) => cell.y === n && cellValue(cell, metric, show) !== null)
          .sort((a, b) => a.x - b.x)
          .map((cell) => ({
            at: levelAt(grid.x.levels[cell.x], grid.x.logarithmic),
            value: cellValue(cell, metric, show),
            low: cell.low,
            high: cell.high,
            cell,
          })),
      }))
      .filter((one) => one.points.length);
  }

  function picture() {
    const { metric } = ask();
    return {
      xName: grid.x.name,
      logarithmic: grid.x.logarithmic,
      xFormat: (v) => number(v, 2),
      yName: METRICS[metric].name,
      lines: lines().filter((one) => !switches.isHidden(one.key)),
      format: METRICS[metric].label,
      describe,
    };
  }

  function describe({ cell }, one) {
    const { metric } = ask();
    const { format, best } = METRICS[metric];
    return ratesTip({
      line: one,
      title: `${one.name} · ${grid.x.name} ${levelText(grid.x.levels[cell.x])}`,
      rows: [
        `${format(cell[best])} at best, trial ${cell.bestTrialNumber}`,
        `mean ${format(cell.mean)}, from ${format(cell.low)} to ${format(cell.high)}, ${plural(cell.completed, 'trial')}`,
      ],
    });
  }

  function words() {
    const { show } = ask();
    const diverged = grid.cells.reduce((sum, cell) => sum + cell.diverged, 0);
    const marker = show === 'mean' ? 'the mean of its trials' : 'its best trial';
    return `A marker is ${marker}; its whisker goes from the worst to the best.${
      diverged ? ` ${plural(diverged, 'trial')} diverged and cannot be drawn.` : ''
    }`;
  }

  function table() {
    const { metric } = ask();
    const { format, best } = METRICS[metric];
    return {
      columns: [grid.y.name, grid.x.name, 'best', 'mean', 'lowest', 'highest', 'completed', 'diverged'].map(
        (label) => ({
          label,
          numeric: true,
        }),
      ),
      rows: [...grid.cells]
        .sort((a, b) => a.y - b.y || a.x - b.x)
        .map((cell) => [
          levelText(grid.y.levels[cell.y]),
          levelText(grid.x.levels[cell.x]),
          {
            value: cell[best],
            shown: cell.completed
              ? h('a', { href: trialAddress(cell.bestTrialId) }, format(cell[best]))
              : '–',
          },
          ...[cell.mean, cell.low, cell.high].map((value) => ({
            value,
            shown: cell.completed ? format(value) : '–',
          })),
          ...[cell.completed, cell.diverged].map((value) => ({ value, shown: count(value) })),
        ]),
    };
  }

  const refresh = loader(load, (e) => panel.problem(e), 5000, signal);
  const now = loader(load, (e) => panel.problem(e), 0, signal);
  return { element: panel.element, axes, refresh, choose };
}

const pairs = (names) => names.map((name) => [name, name]);
