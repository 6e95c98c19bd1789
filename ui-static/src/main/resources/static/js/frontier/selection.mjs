import { get } from '../api.mjs';
import { ordered } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { duration, measure, percent, value } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { empty } from '../parts/notice.mjs';
import { stateChip } from '../parts/state.mjs';
import { newSweepAddress, trialAddress } from '../router.mjs';
import { loader } from '../throttle.mjs';

/** More columns are no comparison any more. */
const MOST = 8;

/** The trials that were selected, side by side: what they found, and where their parameters differ. */
export function selection({ choice, pick, signal }) {
  const trials = new Map();
  const body = h('div', { class: 'scroll' });
  const title = h('h3');
  const element = h(
    'section',
    { class: 'selection', 'aria-label': 'Selected trials', hidden: true },
    h(
      'div',
      { class: 'panel-head' },
      title,
      h(
        'button',
        { type: 'button', class: 'small', on: { click: () => pick({ points: [] }) } },
        'Clear the selection',
      ),
    ),
    body,
  );

  function toggle(trialId) {
    const { points } = choice();
    pick({
      points: points.includes(trialId)
        ? points.filter((id) => id !== trialId)
        : [...points, trialId].slice(-MOST),
    });
  }

  async function load() {
    const missing = choice().points.filter((id) => !trials.has(id));
    const found = await Promise.all(
      missing.map((id) => get(`/trials/${encodeURIComponent(id)}`, {}, signal).catch(() => null)),
    );
    found.forEach((trial, n) => trials.set(missing[n], trial));
    show();
  }

  function show() {
    const chosen = choice()
      .points.map((id) => trials.get(id))
      .filter(Boolean);
    title.textContent = `${chosen.length} selected`;
    put(body, chosen.length ? sideBySide(chosen) : empty('None of these trials is here any more'));
  }

  const now = loader(load, () => show(), 0, signal);
  return {
    element,
    toggle,
    update() {
      element.hidden = choice().points.length === 0;
      if (!element.hidden) {
        now();
      }
    },
  };
}

/** A column for each trial; a row whose values differ is marked, and comes first. */
function sideBySide(trials) {
  const names = ordered([...new Set(trials.flatMap((trial) => Object.keys(trial.parameters)))]);
  const differs = (name) => new Set(trials.map((trial) => JSON.stringify(trial.parameters[name]))).size > 1;
  const own = names.filter(differs);
  const shared = names.filter((name) => !differs(name));
  const line = (name, cells, className = null) =>
    h(
      'tr',
      { class: className },
      h('th', { scope: 'row' }, name),
      cells.map((cell) => h('td', {}, cell)),
    );
  const of = (read) => trials.map(read);
  return [
    h(
      'table',
      { class: 'side-by-side' },
      h('caption', { class: 'visually-hidden' }, 'The selected trials side by side'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td'),
          trials.map((trial) =>
            h('th', { scope: 'col' }, h('a', { href: trialAddress(trial.id) }, `Trial ${trial.number}`)),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        line(
          'state',
          of((t) => stateChip(t.state)),
        ),
        line(
          'validation accuracy',
          of((t) => h('b', {}, percent(t.accuracy))),
        ),
        line(
          'Lipschitz bound',
          of((t) => (t.bound ? boundMark(t.bound) : '–')),
        ),
        line(
          'validation loss',
          of((t) => measure(t.loss)),
        ),
        line(
          'took',
          of((t) => taken(t)),
        ),
        line(
          'seed',
          of((t) => String(t.seed)),
        ),
        own.map((name) =>
          line(
            name,
            of((t) => value(t.parameters[name])),
            'differs',
          ),
        ),
        line(
          'again',
          of((t) => h('a', { href: newSweepAddress({ trial: t.id }) }, 'run with changes')),
        ),
      ),
    ),
    shared.length
      ? h(
          'p',
          { class: 'faint caption' },
          `The same in all: ${shared.map((name) => `${name} ${value(trials[0].parameters[name])}`).join(' · ')}`,
        )
      : null,
  ];
}

const taken = ({ startedAt, finishedAt }) =>
  startedAt && finishedAt ? duration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000) : '–';
