import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { count } from '../format.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { stateChip, stateWord } from '../parts/state.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { loader } from '../throttle.mjs';

/** Every execution of the trial: who ran it, how it ended, where a later one went on. */
export function attemptsPanel({ path, signal }) {
  const own = table({
    caption: 'Attempts of this trial',
    id: (a) => a.id,
    columns: [
      {
        key: 'epoch',
        label: 'epoch',
        title: 'the fencing token that every write of the attempt shows',
        numeric: true,
        text: (a) => String(a.epoch),
      },
      { key: 'state', label: 'state', text: (a) => stateWord(a.state), node: (a) => stateChip(a.state) },
      { key: 'worker', label: 'worker', text: (a) => a.workerName ?? a.workerId ?? '–' },
      { key: 'started', label: 'started', text: (a) => a.startedAt ?? '', node: (a) => time(a.startedAt) },
      { key: 'finished', label: 'ended', text: (a) => a.finishedAt ?? '', node: (a) => time(a.finishedAt) },
      {
        key: 'checkpoint',
        label: 'checkpoint',
        title: 'step of its last checkpoint',
        numeric: true,
        text: (a) =>
          a.checkpointStep === null || a.checkpointStep === undefined
            ? '–'
            : `step ${count(a.checkpointStep)}`,
      },
      { key: 'message', label: 'message', text: (a) => [a.cause, a.message].filter(Boolean).join(': ') },
    ],
  });
  const body = h('div', { class: 'scroll' }, loading('attempts'));
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'attempts' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'attempts' }, 'Attempts')),
    body,
  );

  async function load() {
    const { items } = await get(`${path}/attempts`, {}, signal);
    if (items.length) {
      own.update(items);
      put(body, own.element);
    } else {
      put(body, empty('No attempt yet', 'The trial waits for a free slot.'));
    }
  }

  return {
    element,
    refresh: loader(
      load,
      (e) => put(body, empty('The attempts could not be loaded', e.message)),
      500,
      signal,
    ),
  };
}
