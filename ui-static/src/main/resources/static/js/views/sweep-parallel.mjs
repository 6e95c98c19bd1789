import { get } from '../api.mjs';
import { axisNames } from '../axes.mjs';
import { heat } from '../charts/heat.mjs';
import { parallelOption } from '../charts/parallel-option.mjs';
import { h } from '../dom.mjs';
import { count, number, percent, plural, value } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { trialAddress } from '../router.mjs';
import { loader } from '../throttle.mjs';
import { plotPanel } from './plot-panel.mjs';

/** Configurations as lines over all parameters that vary, and what they reached. */
export function parallelPanel({ sweep, signal }) {
  let sample = null;
  let names = [];
  let varying = [];
  let chosen = null;
  const clear = h(
    'button',
    { type: 'button', class: 'small', hidden: true, on: { click: () => unselect() } },
    'Show all',
  );
  const panel = plotPanel({
    id: 'parallel',
    title: 'Parallel coordinates',
    controls: [clear],
    signal,
    option: (t) => parallelOption(t, { axes: axesOf(), items: sample.trials, colour }),
    values: () => table(),
    onChart: (instance) => instance.on('axisareaselected', () => select(instance)),
  });
  let chart = null;

  function axes(list) {
    varying = list;
    names = axisNames(list);
    refresh();
  }

  async function load() {
    sample = await get(`/sweeps/${sweep.id}/sample`, { limit: 300 }, signal);
    if (!sample.trials.length) {
      panel.say('No results yet', 'A line appears as soon as a trial has been completed.');
      return;
    }
    panel.draw(words());
  }

  function axesOf() {
    const finite = sample.trials.map((t) => t.bound.log10).filter(Number.isFinite);
    const most = finite.reduce((a, b) => Math.max(a, b), 0);
    return [
      ...names.map((name) => parameterAxis(varying.find((axis) => axis.name === name))),
      {
        name: 'log10 bound',
        at: (t) => (Number.isFinite(t.bound.log10) ? t.bound.log10 : most),
        format: (v) => number(v, 3),
      },
      { name: 'accuracy', at: (t) => t.accuracy, format: (v) => percent(v, 0) },
    ];
  }

  function parameterAxis(axis) {
    if (axis.numeric && sample.trials.every((t) => t.parameters[axis.name] !== undefined)) {
      return {
        name: axis.name,
        at: (t) => t.parameters[axis.name],
        log: axis.logarithmic,
        format: (v) => number(v, 2),
      };
    }
    const places = [...new Set(sample.trials.map((t) => t.parameters[axis.name]))].sort(byValue).map(value);
    return { name: axis.name, at: (t) => value(t.parameters[axis.name]), names: places };
  }

  /** By rank: one very bad trial would leave all others one colour. */
  const colour = (trial) => heat(sample.trials.indexOf(trial) / Math.max(1, sample.trials.length - 1));

  /** What lies within every marked stretch of an axis. */
  function select(instance) {
    chart = instance;
    const model = instance.getModel();
    chosen = new Set();
    let marked = false;
    model.eachSeriesByType?.('parallel', (series) => {
      series.coordinateSystem.eachActiveState(series.getData(), (state, i) => {
        marked ||= state !== 'normal';
        if (state === 'active') {
          chosen.add(series.getData().getRawDataItem(i).item.trialId);
        }
      });
    });
    chosen = marked ? chosen : null;
    clear.hidden = !marked;
    panel.caption(words());
  }

  function unselect() {
    chosen = null;
    clear.hidden = true;
    chart?.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: null, intervals: [] });
    panel.redraw();
    panel.caption(words());
  }

  const shown = () => sample.trials.filter((trial) => !chosen || chosen.has(trial.trialId));

  function words() {
    const front = sample.trials.filter((trial) => trial.onFrontier).length;
    const which =
      sample.trials.length < sample.total
        ? `${plural(sample.trials.length, 'trial')} of ${count(sample.total)} completed ones: evenly by accuracy, and all ${front} on the frontier`
        : `All ${plural(sample.total, 'completed trial')}`;
    const marked = chosen
      ? ` ${plural(chosen.size, 'trial')} within what is marked.`
      : ' Drag along an axis to mark a stretch of it.';
    return `${which}. From blue to yellow: by accuracy; thick: on the frontier.${marked}`;
  }

  function table() {
    return {
      columns: [
        { label: 'trial', numeric: true },
        ...names.map((label) => ({ label, numeric: true })),
        { label: 'seed', numeric: true },
        { label: 'bound', numeric: true },
        { label: 'accuracy', numeric: true },
        { label: 'frontier' },
      ],
      rows: [...shown()]
        .reverse()
        .map((t) => [
          { value: t.number, shown: h('a', { href: trialAddress(t.trialId) }, `#${t.number}`) },
          ...names.map((name) => ({ value: t.parameters[name], shown: value(t.parameters[name]) })),
          String(t.seed),
          { value: t.bound.log10, shown: boundMark(t.bound) },
          { value: t.accuracy, shown: percent(t.accuracy) },
          t.onFrontier ? 'on it' : '',
        ]),
    };
  }

  const refresh = loader(load, (e) => panel.problem(e), 10_000, signal);
  return { element: panel.element, axes, refresh };
}

/** Numbers by size, then words by alphabet, what a method has no use for last. */
function byValue(a, b) {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? 1 : -1;
  }
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
