import { h, put } from '../dom.mjs';
import { count, duration, number, plural } from '../format.mjs';
import { empty } from '../parts/notice.mjs';
import { panel } from '../parts/panel.mjs';
import { stateChip, stateWord } from '../parts/state.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { trialsAddress } from '../router.mjs';

/** What waits for slots, in the order in which sweeps are offered them. */
export function queuePanel() {
  const own = table({
    caption: 'Sweeps that are not finished, in the order of the queue',
    id: (sweep) => sweep.id,
    columns: [
      {
        key: 'name',
        label: 'sweep',
        text: (s) => s.name,
        node: (s) => h('a', { href: trialsAddress(s.id) }, s.name),
      },
      { key: 'state', label: 'state', text: (s) => stateWord(s.state), node: (s) => stateChip(s.state) },
      {
        key: 'priority',
        label: 'priority',
        title: 'smaller first',
        numeric: true,
        text: (s) => String(s.priority),
      },
      {
        key: 'weight',
        label: 'weight',
        title: 'share of the slots among sweeps of one priority',
        numeric: true,
        text: (s) => number(s.weight),
      },
      { key: 'running', label: 'running', numeric: true, text: (s) => running(s) },
      { key: 'ready', label: 'ready', numeric: true, text: (s) => count(s.trials.READY) },
      {
        key: 'waiting',
        label: 'waiting',
        title: 'paused, or not written yet',
        numeric: true,
        text: (s) => count(s.trials.WAITING),
      },
      {
        key: 'eta',
        label: 'time left',
        numeric: true,
        text: (s) => (s.etaSeconds ? `about ${duration(s.etaSeconds)}` : '–'),
      },
      { key: 'created', label: 'submitted', text: (s) => s.createdAt, node: (s) => time(s.createdAt) },
      {
        key: 'message',
        label: '',
        text: (s) => s.message ?? '',
        node: (s) => h('span', { class: 'queue-message' }, s.message ?? ''),
      },
    ],
  });
  const body = h('div', { class: 'scroll' });
  const words = h('p', { class: 'faint caption' });
  const element = panel('queue', 'Queue', body, words);
  return {
    element,
    update(sweeps) {
      if (!sweeps.length) {
        put(body, empty('Nothing waits', 'A sweep stands here until its last trial has ended.'));
        words.textContent = '';
        return;
      }
      own.update(queueOrder(sweeps));
      own.element.parentNode === body || put(body, own.element);
      const ready = sweeps.reduce((sum, sweep) => sum + sweep.trials.READY, 0);
      words.textContent = `${plural(ready, 'trial')} could begin at once if there were slots. Priority decides, then the share of the slots against the weight, then age.`;
    },
  };
}

const running = ({ trials, limits }) =>
  limits.maxConcurrent
    ? `${count(trials.RUNNING)} of at most ${count(limits.maxConcurrent)}`
    : count(trials.RUNNING);

/** Running sweeps as a claim looks at them, paused ones behind. */
export function queueOrder(sweeps) {
  const share = (sweep) => sweep.trials.RUNNING / sweep.weight;
  return [...sweeps].sort(
    (a, b) =>
      (a.state === 'PAUSED') - (b.state === 'PAUSED') ||
      a.priority - b.priority ||
      share(a) - share(b) ||
      a.createdAt.localeCompare(b.createdAt),
  );
}
