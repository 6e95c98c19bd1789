import { h } from '../dom.mjs';
import { boundText, measure, percent, value } from '../format.mjs';
import { boundMark, boundOrder } from '../parts/bound.mjs';
import { trialBar } from '../parts/progress.mjs';
import { stateChip, stateWord } from '../parts/state.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { trialAddress } from '../router.mjs';

const METHOD = ['optimizer', 'constraint'];

/** Trials as a table with a column for each parameter that differs between them. */
export function trialsTable(varying) {
  const others = varying.filter((name) => !METHOD.includes(name));
  return table({
    caption: 'Trials of this sweep',
    id: (trial) => trial.id,
    columns: [
      {
        key: 'number',
        label: '#',
        title: 'trial number',
        numeric: true,
        sort: (t) => t.number,
        text: (t) => `#${t.number}`,
        node: (t) =>
          h('a', { href: trialAddress(t.id), title: `configuration ${t.configurationHash}` }, `#${t.number}`),
      },
      { key: 'state', label: 'state', sort: (t) => t.state, text: stateText, node: stateCell },
      ...METHOD.map(parameter),
      {
        key: 'accuracy',
        label: 'accuracy',
        title: 'validation accuracy',
        numeric: true,
        sort: (t) => t.accuracy,
        text: (t) => percent(t.accuracy),
      },
      {
        key: 'bound',
        label: 'bound',
        title: 'upper bound of the Lipschitz constant',
        numeric: true,
        sort: (t) => boundOrder(t.bound),
        text: (t) => boundText(t.bound),
        node: (t) => boundMark(t.bound),
      },
      {
        key: 'loss',
        label: 'loss',
        title: 'validation loss',
        numeric: true,
        sort: (t) => t.loss,
        text: (t) => measure(t.loss),
      },
      {
        key: 'frontier',
        label: 'front',
        title: 'on the frontier of the whole sweep',
        sort: (t) => (t.onFrontier ? 0 : 1),
        text: (t) => (t.onFrontier ? 'yes' : ''),
        node: (t) =>
          t.onFrontier
            ? h(
                'span',
                { class: 'star', title: 'on the frontier' },
                '★',
                h('span', { class: 'visually-hidden' }, 'on the frontier'),
              )
            : '',
      },
      ...others.map(parameter),
      { key: 'seed', label: 'seed', numeric: true, sort: (t) => t.seed, text: (t) => String(t.seed) },
      {
        key: 'attempts',
        label: 'tries',
        title: 'attempts',
        numeric: true,
        sort: (t) => t.attempts,
        text: (t) => (t.attempts ? String(t.attempts) : ''),
      },
      {
        key: 'finished',
        label: 'ended',
        sort: (t) => t.finishedAt,
        text: (t) => t.finishedAt ?? '',
        node: (t) => (t.finishedAt ? time(t.finishedAt) : ''),
      },
    ],
  });
}

function parameter(name) {
  const isText = METHOD.includes(name);
  return {
    key: name,
    label: name,
    numeric: !isText,
    sort: (t) => t.parameters[name] ?? null,
    text: (t) => value(t.parameters[name]),
  };
}

const stateText = (t) =>
  [stateWord(t.state), t.state === 'RUNNING' && t.progress ? t.progress.step : '', t.reason ?? ''].join(' ');

function stateCell(t) {
  const bar = t.state === 'RUNNING' && t.progress ? trialBar(t.progress) : null;
  return h(
    'span',
    { class: 'state-cell' },
    stateChip(t.state),
    bar,
    t.reason ? h('span', { class: 'reason', title: t.reason }, t.reason) : null,
  );
}
