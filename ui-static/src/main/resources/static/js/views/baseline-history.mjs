import { h, put } from '../dom.mjs';
import { empty } from '../parts/notice.mjs';
import { panel } from '../parts/panel.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { verdictChip, verdictWord } from '../parts/verdict-chip.mjs';
import { trialsAddress } from '../router.mjs';

const ORIGINS = { RERUN: 'trained again', SCHEDULE: 'by schedule', SWEEP: 'a sweep that was there' };

/** Every check with its verdict and its weightiest reason, the latest first. `choose(number)` shows one. */
export function historyPanel({ choose }) {
  let chosen = null;
  const own = table({
    caption: 'Checks of this baseline, the latest first',
    id: (c) => c.id,
    columns: [
      {
        key: 'number',
        label: 'check',
        text: (c) => `${c.number} ${c.id === chosen}`,
        node: (c) =>
          h(
            'button',
            {
              type: 'button',
              class: 'link',
              'aria-pressed': String(c.id === chosen),
              on: { click: () => choose(c.number) },
            },
            `check ${c.number}`,
          ),
      },
      {
        key: 'verdict',
        label: 'verdict',
        text: (c) => verdictWord(c.verdict),
        node: (c) => verdictChip(c.verdict),
      },
      {
        key: 'why',
        label: 'why',
        text: (c) => c.reasons[0] ?? '',
        node: (c) => h('span', { class: 'why' }, c.reasons[0] ?? 'its sweep has not ended'),
      },
      {
        key: 'origin',
        label: 'what',
        text: (c) => ORIGINS[c.origin],
        node: (c) => h('a', { href: trialsAddress(c.sweepId) }, ORIGINS[c.origin]),
      },
      { key: 'begun', label: 'begun', text: (c) => c.createdAt, node: (c) => time(c.createdAt) },
      {
        key: 'ended',
        label: 'verdict since',
        text: (c) => c.finishedAt ?? '',
        node: (c) => (c.finishedAt ? time(c.finishedAt) : ''),
      },
    ],
    onRow(row, item) {
      row.addEventListener('click', (event) => event.target.closest('a, button') || choose(item().number));
    },
  });
  const body = h('div', { class: 'scroll tall history' });
  const element = panel('checks', 'Checks', body);
  return {
    element,
    update(checks, present) {
      chosen = present?.id ?? null;
      if (!checks.length) {
        put(
          body,
          empty(
            'No check yet',
            'A check trains the pinned sweep again, or takes one that is there, and compares.',
          ),
        );
        return;
      }
      own.update(checks);
      own.element.parentNode === body || put(body, own.element);
      checks.forEach((check, i) =>
        own.element.tBodies[0].rows[i]?.classList.toggle('lit', check.id === chosen),
      );
    },
  };
}
