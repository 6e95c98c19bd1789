import { get } from '../api.mjs';
import { ENDS, paceOption } from '../charts/pace-option.mjs';
import { h, put } from '../dom.mjs';
import { clock, count, duration, number, plural } from '../format.mjs';
import { stateWord } from '../parts/state.mjs';
import { trialsAddress } from '../router.mjs';
import { loader } from '../throttle.mjs';
import { plotPanel } from './plot-panel.mjs';

/** How fast a sweep goes, and an honest word on when it will end. */
export function pacePanel({ sweep, signal }) {
  let pace = null;
  const figures = h('dl', { class: 'tiles' });
  const panel = plotPanel({
    id: 'pace',
    title: 'Throughput',
    signal,
    option: (t) => paceOption(t, picture()),
    values: () => table(),
  });

  async function load() {
    pace = await get(`/sweeps/${sweep.id}/pace`, {}, signal);
    if (!pace.from) {
      panel.say('No trial has been started yet', 'The queue and the workers are on the page Cluster.');
      return;
    }
    if (!figures.contains(document.activeElement)) {
      put(figures, tiles(pace, sweep.id)); // not under somebody who is about to follow a link
    }
    panel.draw(`Trials that ended in each ${duration(pace.bucketSeconds)}.`);
    panel.above(figures);
  }

  function picture() {
    const from = Date.parse(pace.from);
    const ends = pace.buckets.map((b) => Date.parse(b.at) + 1000 * pace.bucketSeconds);
    const to = ends.reduce((a, b) => Math.max(a, b), from + 1000 * pace.bucketSeconds);
    const day = to - from > 86_400_000;
    return { buckets: pace.buckets, width: pace.bucketSeconds, from, to, time: (ms) => clock(ms, day) };
  }

  function table() {
    return {
      columns: [{ label: 'from' }, ...ENDS.map(([, state]) => ({ label: stateWord(state), numeric: true }))],
      rows: pace.buckets.map((b) => [
        { value: b.at, shown: new Date(b.at).toLocaleString() },
        ...ENDS.map(([key]) => ({ value: b[key], shown: count(b[key]) })),
      ]),
    };
  }

  return { element: panel.element, refresh: loader(load, (e) => panel.problem(e), 3000, signal) };
}

function tiles(pace, id) {
  const tile = (name, figure, note) =>
    h(
      'div',
      {},
      h('dt', {}, name),
      h('dd', {}, figure),
      note ? h('dd', { class: 'faint note' }, note) : null,
    );
  const ended = pace.buckets.reduce((sum, b) => sum + ENDS.reduce((all, [key]) => all + b[key], 0), 0);
  const span = pace.buckets.length
    ? (Date.parse(pace.buckets.at(-1).at) - Date.parse(pace.from)) / 1000 + pace.bucketSeconds
    : 0;
  return [
    tile(
      'ended so far',
      h('a', { href: trialsAddress(id) }, plural(ended, 'trial')),
      span ? `${number((3600 * ended) / span)} an hour` : null,
    ),
    pace.running
      ? tile(
          'running now',
          h('a', { href: trialsAddress(id, { state: 'RUNNING' }) }, plural(pace.running, 'trial')),
          pace.stepsPerSecond ? `${number(pace.stepsPerSecond)} steps/s together` : null,
        )
      : null,
    pace.running ? tile('time left', ...left(pace)) : null,
  ];
}

/** An interval, what it rests on, and nothing where nothing is known. */
function left({ left, running }) {
  if (!left) {
    return ['not known yet', 'a first trial has to end'];
  }
  const [low, high] = [duration(left.lowSeconds), duration(left.highSeconds)];
  return [
    low === high ? `about ${low}` : `${low} to ${high}`,
    `in nine of ten cases, with ${plural(running, 'trial')} at once as now; most likely ${duration(left.likelySeconds)}`,
  ];
}
