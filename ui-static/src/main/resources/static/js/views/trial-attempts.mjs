import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { bytes, count, duration, plural } from '../format.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { stateChip, stateWord } from '../parts/state.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { loader } from '../throttle.mjs';

const step = (number) => (number === null || number === undefined ? '–' : `step ${count(number)}`);
const seconds = (lease) =>
  (Date.parse(lease.until ?? new Date().toISOString()) - Date.parse(lease.from)) / 1000;

/** Every execution of the trial: who held it and where, how that ended, what came too late. */
export function attemptsPanel({ path, signal }) {
  const own = table({
    caption: 'Attempts of this trial with their leases',
    id: (a) => a.attemptId,
    columns: [
      {
        key: 'epoch',
        label: 'epoch',
        title: 'the fencing token that every write of the attempt shows',
        numeric: true,
        text: (a) => String(a.epoch),
      },
      { key: 'state', label: 'state', text: (a) => stateWord(a.state), node: (a) => stateChip(a.state) },
      {
        key: 'worker',
        label: 'worker',
        text: (a) => a.workerName,
        node: (a) => h('a', { href: '#/cluster', title: `${a.workerId} on ${a.host}` }, a.workerName),
      },
      {
        key: 'device',
        label: 'device',
        text: (a) => (a.memoryBytes ? `${a.device}, ${bytes(a.memoryBytes)}` : a.device),
      },
      { key: 'from', label: 'from', text: (a) => a.from, node: (a) => time(a.from) },
      {
        key: 'for',
        label: 'for',
        numeric: true,
        text: (a) => `${a.until ?? 'now'} ${duration(seconds(a))}`,
        node: (a) => duration(seconds(a)),
      },
      { key: 'resumed', label: 'went on from', numeric: true, text: (a) => step(a.resumedStep) },
      { key: 'checkpoint', label: 'checkpoint', numeric: true, text: (a) => step(a.checkpointStep) },
      { key: 'end', label: 'why it ended', text: why },
      {
        key: 'refused',
        label: 'refused',
        title: 'writes that came after the end, of which nothing was kept',
        text: (a) => a.refused.map(({ kind, refusals }) => `${kind.toLowerCase()} ${refusals}×`).join(', '),
      },
    ],
  });
  const summary = h('span', { class: 'faint' });
  const body = h('div', { class: 'scroll' }, loading('attempts'));
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'attempts' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'attempts' }, 'Attempts'), summary),
    body,
  );

  async function load() {
    const { items } = await get(`${path}/leases`, {}, signal);
    summary.textContent = items.length > 1 ? `${plural(items.length, 'attempt')}, one result` : '';
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

function why(lease) {
  const parts = [
    lease.expiredAt ? 'its lease ran out' : null,
    lease.cause ? lease.cause.toLowerCase().replaceAll('_', ' ') : null,
    lease.signal,
    lease.message,
  ];
  return parts.filter(Boolean).join(': ');
}
