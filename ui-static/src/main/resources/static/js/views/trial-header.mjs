import { configurationName } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { count, duration, measure, number, percent } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { trialBar } from '../parts/progress.mjs';
import { stateChip } from '../parts/state.mjs';
import { time } from '../parts/time.mjs';

/** What a trial is, where it stands, and what it found. */
export function trialHeader() {
  const element = h('section', { class: 'panel sweep-head', 'aria-label': 'Trial' });
  let shown = '';
  return {
    element,
    update(trial) {
      const signature = JSON.stringify(trial);
      if (signature !== shown) {
        shown = signature;
        put(element, content(trial));
      }
    },
  };
}

function content(trial) {
  return [
    h(
      'div',
      { class: 'card-head' },
      h('h1', { tabindex: -1 }, `Trial ${trial.number}`),
      stateChip(trial.state),
      trial.onFrontier ? h('span', { class: 'badge' }, '★ on the frontier') : null,
    ),
    h(
      'p',
      { class: 'name-line' },
      configurationName(trial.parameters, ['logitScale']),
      ` · seed ${trial.seed}`,
    ),
    trial.reason ? h('p', { class: 'message' }, trial.reason) : null,
    trial.state === 'RUNNING' && trial.progress ? running(trial.progress) : null,
    h(
      'dl',
      { class: 'tiles' },
      tile('validation accuracy', percent(trial.accuracy)),
      tile(
        'Lipschitz bound',
        trial.bound ? boundMark(trial.bound) : '–',
        trial.bound?.kind === 'FINITE' ? `≈ ${trial.bound.text}, rule ${trial.rule}` : trial.rule,
      ),
      tile('validation loss', measure(trial.loss)),
      tile('started', time(trial.startedAt)),
      tile('ended', time(trial.finishedAt), took(trial)),
    ),
  ];
}

function tile(name, content, note = null) {
  return h(
    'div',
    {},
    h('dt', {}, name),
    h('dd', {}, content),
    note ? h('dd', { class: 'faint note' }, note) : null,
  );
}

function took(trial) {
  return trial.startedAt && trial.finishedAt
    ? `after ${duration((Date.parse(trial.finishedAt) - Date.parse(trial.startedAt)) / 1000)}`
    : null;
}

function running(progress) {
  const left =
    progress.stepsPerSecond > 0
      ? ` · about ${duration((progress.steps - progress.step) / progress.stepsPerSecond)} left`
      : '';
  return h(
    'div',
    { class: 'card-progress' },
    trialBar(progress),
    h(
      'span',
      { class: 'progress-text' },
      `step ${count(progress.step)} of ${count(progress.steps)} · ${number(progress.stepsPerSecond, 3)} steps/s · loss ${measure(progress.loss)}${left}`,
    ),
  );
}
