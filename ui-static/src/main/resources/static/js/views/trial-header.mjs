import { get } from '../api.mjs';
import { configurationName } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { count, duration, measure, number, percent } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { trialBar } from '../parts/progress.mjs';
import { stateChip, stateWord } from '../parts/state.mjs';
import { time } from '../parts/time.mjs';
import { newSweepAddress, trialAddress } from '../router.mjs';
import { may } from '../scopes.mjs';

/** What a trial is, where it stands, what it found, and the other seeds of its configuration. */
export function trialHeader({ path, signal }) {
  const element = h('section', { class: 'panel sweep-head', 'aria-label': 'Trial' });
  let shown = '';
  let seeds = [];
  let maySubmit = false;
  let latest = null;
  may('submit').then(
    (answer) => ((maySubmit = answer), draw()),
    () => {}, // the view itself says what is wrong
  );

  function draw() {
    const signature = JSON.stringify([latest, seeds, maySubmit]);
    if (latest && signature !== shown) {
      shown = signature;
      put(element, content(latest, seeds, maySubmit));
    }
  }

  return {
    element,
    update(trial) {
      if (latest?.state !== trial.state) {
        get(`${path}/seeds`, {}, signal).then(
          ({ items }) => ((seeds = items), draw()),
          () => {}, // without them the header says one thing less
        );
      }
      latest = trial;
      draw();
    },
  };
}

function content(trial, seeds, maySubmit) {
  return [
    h(
      'div',
      { class: 'card-head' },
      h('h1', { tabindex: -1 }, `Trial ${trial.number}`),
      stateChip(trial.state),
      trial.onFrontier ? h('span', { class: 'badge' }, '★ on the frontier') : null,
      maySubmit
        ? h(
            'span',
            { class: 'row actions' },
            h('a', { class: 'button', href: newSweepAddress({ trial: trial.id }) }, 'Run again with changes'),
          )
        : null,
    ),
    h(
      'p',
      { class: 'name-line' },
      configurationName(trial.parameters, ['logitScale']),
      ` · seed ${trial.seed}`,
    ),
    otherSeeds(trial, seeds),
    trial.reason ? h('p', { class: 'message' }, trial.reason) : null,
    alarms(trial.measures ?? {}),
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

function otherSeeds(trial, seeds) {
  const others = seeds.filter((one) => one.id !== trial.id);
  return others.length
    ? h(
        'p',
        { class: 'faint facts' },
        'The same configuration with ',
        others.flatMap((one, n) => [
          n ? ', ' : '',
          h('a', { href: trialAddress(one.id) }, `seed ${one.seed}`),
          one.accuracy === null ? ` ${stateWord(one.state)}` : ` ${percent(one.accuracy)}`,
        ]),
      )
    : null;
}

/** A measured value above a certified bound: the bound, or the code that proved it, is wrong. */
function alarms(measures) {
  const found = Object.entries(measures).filter(([name]) => name.startsWith('alarm/'));
  return found.length
    ? h(
        'p',
        { class: 'message', role: 'alert' },
        'A certified bound was exceeded: ',
        found
          .map(([name, factor]) => `${name.slice('alarm/'.length)} by a factor of ${number(factor, 4)}`)
          .join(', '),
      )
    : null;
}
