import { post } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { bytes, duration, percent, plural } from '../format.mjs';
import { confirm } from '../parts/dialog.mjs';
import { empty } from '../parts/notice.mjs';
import { panel } from '../parts/panel.mjs';
import { stateChip } from '../parts/state.mjs';
import { time } from '../parts/time.mjs';
import { toast } from '../parts/toast.mjs';
import { sweepAddress, trialAddress } from '../router.mjs';

/** Every worker with its devices, what is promised of their memory, and what runs in its slots. */
export function workersPanel({ mayOperate, changed }) {
  const body = h('div', { class: 'workers-grid' });
  const element = panel('workers', 'Workers', body);
  const shown = new Map();
  return {
    element,
    update(workers) {
      const present = workers.filter((worker) => worker.state !== 'LEFT' || worker.attempts.length);
      const left = workers.length - present.length;
      if (!present.length) {
        shown.clear();
        put(
          body,
          empty(
            'No worker is connected',
            h('code', {}, `lipsweep worker --server ${location.origin}`),
            ` starts one on any machine.${left ? ` ${plural(left, 'worker')} left within the last minutes.` : ''}`,
          ),
        );
        return;
      }
      if (!shown.size) {
        put(body);
      }
      const ids = new Set(present.map((worker) => worker.id));
      shown.forEach((card, id) => ids.has(id) || (card.element.remove(), shown.delete(id)));
      present.forEach((worker) => {
        const card = shown.get(worker.id) ?? { element: h('article', { class: 'worker' }), text: '' };
        shown.set(worker.id, card);
        const text = JSON.stringify({ ...worker, lastSeenAt: null });
        if (card.text !== text) {
          card.text = text;
          const focused = card.element.contains(document.activeElement);
          put(card.element, content(worker));
          focused && card.element.querySelector('button')?.focus();
        }
        card.element.parentNode ?? body.append(card.element);
      });
    },
  };

  function content(worker) {
    return [
      h(
        'div',
        { class: 'card-head' },
        h('h3', {}, worker.name),
        stateChip(worker.draining ? 'DRAINING' : worker.state),
        mayOperate && worker.state !== 'LEFT' && !worker.draining
          ? h(
              'button',
              { type: 'button', class: 'small actions', on: { click: () => drain(worker) } },
              'Drain',
            )
          : null,
      ),
      h(
        'p',
        { class: 'faint facts' },
        `${worker.host} · ${worker.busy} of ${plural(worker.slots, 'slot')} busy · ${plural(worker.threadsPerSlot, 'thread')} a slot · here since `,
        time(worker.registeredAt),
        Object.entries(worker.labels).map(([name, value]) =>
          h('span', { class: 'badge' }, `${name} ${value}`),
        ),
      ),
      ...worker.devices.map((one) => device(worker, one)),
    ];
  }

  function drain(worker) {
    confirm({
      title: `Drain ${worker.name}?`,
      text: [
        `It gets nothing new, finishes ${worker.busy ? `the ${plural(worker.busy, 'trial')} that it runs` : 'nothing, since it is idle'}, and leaves.`,
        'That cannot be taken back; a worker is started anew with the same command.',
      ],
      action: 'Drain the worker',
      async act() {
        await post(`/workers/${worker.id}/drain`);
        toast(`${worker.name} leaves when its trials have ended`);
        changed();
      },
    });
  }
}

function device(worker, { kind, index, name, freeBytes, slots }) {
  const id = `${kind}:${index}`;
  const own = worker.attempts.filter((attempt) => attempt.device === id);
  const promised = own.reduce((sum, attempt) => sum + attempt.memoryBytes, 0);
  const idle = Math.max(0, slots - own.length);
  return h(
    'div',
    { class: 'device' },
    h(
      'p',
      {},
      h('b', {}, id),
      h('span', { class: 'faint' }, ` ${name} · ${bytes(promised)} of ${bytes(freeBytes)} promised`),
    ),
    h(
      'ul',
      { class: 'slots', 'aria-label': `Slots of ${id}` },
      own.map(slot),
      Array.from({ length: idle }, () => h('li', { class: 'slot idle' }, 'idle')),
    ),
  );
}

function slot({ trialId, trialNumber, sweepId, sweep, startedAt, progress, memoryBytes }) {
  const part = h('span', { class: 'slot-done', 'aria-hidden': 'true' });
  part.style.width = `${100 * (progress ?? 0)}%`;
  return h(
    'li',
    { class: 'slot' },
    part,
    h(
      'span',
      { class: 'slot-words' },
      h('a', { href: trialAddress(trialId) }, `#${trialNumber}`),
      ' of ',
      h('a', { href: sweepAddress(sweepId) }, sweep),
    ),
    h(
      'span',
      { class: 'faint' },
      progress === null ? 'begins' : percent(progress, 0),
      ` · ${duration((Date.now() - Date.parse(startedAt)) / 1000)}`,
      memoryBytes ? ` · ${bytes(memoryBytes)}` : '',
    ),
  );
}
