import { get } from '../api.mjs';
import { lanes } from '../charts/lanes.mjs';
import { timelineOption } from '../charts/timeline-option.mjs';
import { h } from '../dom.mjs';
import { clock, duration, percent, plural } from '../format.mjs';
import { stateWord } from '../parts/state.mjs';
import { trialAddress } from '../router.mjs';
import { loader } from '../throttle.mjs';
import { plotPanel } from './plot-panel.mjs';

/** How an attempt ended, by colour and by height: a good end fills its row. */
const LOOKS = {
  COMPLETED: ['completed', 1],
  RUNNING: ['running', 1],
  STOPPED_EARLY: ['stopped', 0.7],
  INFEASIBLE: ['infeasible', 0.7],
  FAILED: ['failed', 0.4],
  LOST: ['failed', 0.4],
};
const OTHER_LOOK = ['idle', 0.7];

/** Which worker ran what, and when. `ask()` and `pick()` keep the stretch of time in the address. */
export function timelinePanel({ sweep, ask, pick, signal }) {
  let timeline = null;
  let settle = 0;
  const whole = h(
    'button',
    { type: 'button', class: 'small', on: { click: () => zoom(null, null) } },
    'Whole time',
  );
  const panel = plotPanel({
    id: 'timeline',
    title: 'Workers',
    controls: [whole],
    signal,
    option: (t) => timelineOption(t, picture()),
    values: () => table(),
    onChart(instance) {
      instance.on(
        'click',
        (e) => e.data?.item?.trialId && (location.hash = trialAddress(e.data.item.trialId)),
      );
      instance.on('datazoom', () => {
        const [{ startValue, endValue }] = instance.getOption().dataZoom;
        clearTimeout(settle);
        settle = setTimeout(() => zoom(startValue, endValue), 300);
      });
    },
  });

  /** A stretch that is as good as the whole is none. */
  function zoom(begin, end) {
    if (begin !== null && begin <= Date.parse(timeline.from) && end >= Date.parse(timeline.to)) {
      return;
    }
    pick({
      from: begin === null ? null : new Date(begin).toISOString(),
      to: end === null ? null : new Date(end).toISOString(),
    });
    now();
  }

  async function load() {
    const { from, to } = ask();
    timeline = await get(`/sweeps/${sweep.id}/timeline`, { from, to }, signal);
    whole.hidden = !from && !to;
    if (!timeline.workers.length) {
      panel.say(
        from || to ? 'Nothing ran in this time' : 'No worker has begun a trial yet',
        from || to ? whole : 'Attempts appear here, worker by worker.',
      );
      return;
    }
    panel.height(rows().length);
    panel.draw(words());
  }

  const rows = () => (timeline.attempts ? attempts() : loads());

  function attempts() {
    return lanes(timeline.workers, timeline.attempts, Date.now()).map(({ worker, lane, bars }) => ({
      name: lane === 0 ? worker.name : '',
      bars: bars.map((bar) => {
        const [name, height] = LOOKS[bar.state] ?? OTHER_LOOK;
        return { ...bar, colour: colour(name), height, item: { ...bar, worker } };
      }),
    }));
  }

  function loads() {
    const length = 1000 * timeline.bucketSeconds;
    return timeline.workers.map((worker) => ({
      name: worker.name,
      bars: timeline.load
        .filter((load) => load.workerId === worker.id)
        .map((load) => {
          const share = Math.min(1, load.busySeconds / (worker.slots * timeline.bucketSeconds));
          const begin = Date.parse(load.at);
          return {
            begin,
            end: begin + length,
            colour: colour('running'),
            opacity: 0.12 + 0.88 * share,
            item: { load, worker, share },
          };
        }),
    }));
  }

  function picture() {
    const [from, to] = [Date.parse(timeline.from), Date.parse(timeline.to)];
    return { rows: rows(), from, to, time: (ms) => clock(ms, to - from > 86_400_000), describe };
  }

  function describe(item) {
    return item.load
      ? h(
          'div',
          { class: 'tip-box' },
          h('p', { class: 'tip-name' }, item.worker.name),
          h('p', {}, `${percent(item.share, 0)} of ${plural(item.worker.slots, 'slot')} busy`),
          h('p', { class: 'faint' }, clock(Date.parse(item.load.at), true)),
        )
      : h(
          'div',
          { class: 'tip-box' },
          h('p', { class: 'tip-name' }, `trial ${item.trialNumber} · ${stateWord(item.state)}`),
          h('p', {}, `${duration((item.end - item.begin) / 1000)} on ${item.worker.name}, ${item.device}`),
          h('p', { class: 'faint' }, `from ${clock(item.begin)}`),
        );
  }

  function words() {
    return timeline.attempts
      ? `${plural(timeline.attempts.length, 'attempt')} on ${plural(timeline.workers.length, 'worker')}; a row is a slot; colour and height tell how it ended. Move the ends of the bar below to zoom.`
      : `How busy ${plural(timeline.workers.length, 'worker')} were with this sweep, in pieces of ${duration(timeline.bucketSeconds)}. Zoom in to see single attempts.`;
  }

  function table() {
    const name = new Map(timeline.workers.map((worker) => [worker.id, worker.name]));
    return timeline.attempts
      ? {
          columns: [
            { label: 'worker' },
            { label: 'trial', numeric: true },
            { label: 'ended as' },
            { label: 'from' },
            { label: 'time', numeric: true },
          ],
          rows: timeline.attempts.map((a) => [
            name.get(a.workerId),
            { value: a.trialNumber, shown: h('a', { href: trialAddress(a.trialId) }, `#${a.trialNumber}`) },
            stateWord(a.state),
            { value: a.from, shown: clock(Date.parse(a.from), true) },
            length(((a.until ? Date.parse(a.until) : Date.now()) - Date.parse(a.from)) / 1000),
          ]),
        }
      : {
          columns: [{ label: 'worker' }, { label: 'from' }, { label: 'busy', numeric: true }],
          rows: timeline.load.map((l) => [
            name.get(l.workerId),
            { value: l.at, shown: clock(Date.parse(l.at), true) },
            length(l.busySeconds),
          ]),
        };
  }

  const problem = (e) => panel.problem(e);
  const refresh = loader(load, problem, 5000, signal);
  const now = loader(load, problem, 0, signal);
  return { element: panel.element, refresh };
}

const length = (seconds) => ({ value: seconds, shown: duration(seconds) });
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
