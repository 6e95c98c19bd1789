import { get } from '../api.mjs';
import { varying } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { empty, failure, loading } from '../parts/notice.mjs';
import { TRIAL_STATES, stateWord } from '../parts/state.mjs';
import { loader } from '../throttle.mjs';
import { trialsTable } from './trials-table.mjs';

const PAGE = 50;
const ORDERS = [
  ['number', 'number'],
  ['accuracy', 'best accuracy'],
  ['bound', 'smallest bound'],
];

/** A sweep's trials, a page at a time; what is shown follows the trials' events. */
export function trialsPanel({ sweep, ask, pick, signal }) {
  const trials = new Map();
  const choice = () => ({ state: ask().state ?? '', order: ask().order ?? 'number' });
  let cursor = null;
  let frame = 0;
  let table = null;
  let shape = null;
  const body = h('div', {}, loading('trials'));
  const count = h('span', { class: 'faint' });
  const more = h('button', { type: 'button', hidden: true, on: { click: () => next() } }, 'More trials');
  const select = (name, options) =>
    h(
      'select',
      { id: `trials-${name}`, on: { change: (e) => (pick({ [name]: e.target.value }), restart()) } },
      options.map(([value, text]) => h('option', { value, selected: value === choice()[name] }, text)),
    );
  const selects = {
    state: select('state', [['', 'all'], ...TRIAL_STATES.map((state) => [state, stateWord(state)])]),
    order: select('order', ORDERS),
  };
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'trials' },
    h(
      'div',
      { class: 'panel-head' },
      h('h2', { id: 'trials' }, 'Trials'),
      h('label', { for: 'trials-state' }, 'state'),
      selects.state,
      h('label', { for: 'trials-order' }, 'by'),
      selects.order,
    ),
    body,
    h('p', { class: 'row' }, more, count),
  );

  function restart() {
    trials.clear();
    shape = null;
    first();
  }

  /** Loads the page after a cursor; without one, everything shown so far again. */
  async function page(from) {
    const asked = JSON.stringify(choice());
    const limit = from ? PAGE : Math.min(500, Math.max(PAGE, trials.size));
    const { items, nextCursor } = await get(
      `/sweeps/${sweep.id}/trials`,
      { ...choice(), limit, cursor: from },
      signal,
    );
    if (asked === JSON.stringify(choice())) {
      if (!from) {
        trials.clear();
      }
      items.forEach((trial) => trials.set(trial.id, trial));
      cursor = nextCursor;
      show();
    }
  }

  function problem(e) {
    shape = null;
    put(body, failure(e, restart));
  }

  function show() {
    more.hidden = !cursor;
    count.textContent = trials.size
      ? `${plural(trials.size, 'trial')} shown${choice().state ? '' : ` of ${sweep.trials.total}`}`
      : '';
    if (!trials.size) {
      shape = null;
      put(
        body,
        empty(choice().state ? `No trial is ${stateWord(choice().state)}` : 'This sweep has no trials'),
      );
      return;
    }
    const list = [...trials.values()];
    const names = varying(list.map((trial) => trial.parameters));
    if (shape !== names.join()) {
      shape = names.join();
      table = trialsTable(names);
      put(body, h('div', { class: 'scroll' }, table.element));
    }
    table.update(list);
  }

  const refresh = loader(() => page(null), problem, 500, signal);
  const first = loader(() => page(null), problem, 0, signal);
  const next = loader(() => page(cursor), problem, 0, signal);
  return {
    element,
    refresh,
    /** The address asks for other trials. */
    choose() {
      Object.entries(choice()).forEach(([name, value]) => (selects[name].value = value));
      restart();
    },
    /** A trial has changed; many at once are drawn together. */
    one(trial) {
      if (trials.has(trial.id)) {
        trials.set(trial.id, trial);
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(show);
      }
    },
  };
}
