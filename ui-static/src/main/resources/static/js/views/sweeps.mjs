import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { plural } from '../format.mjs';
import { showTitle } from '../parts/crumbs.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { newSweepAddress } from '../router.mjs';
import { every, loader } from '../throttle.mjs';
import { sweepCard } from './sweep-card.mjs';
import { workersLine } from './workers-line.mjs';

/** All sweeps, newest first, with live progress. */
export function sweepsView({ main, signal, fail }) {
  showTitle('Sweeps');
  const list = h('ul', { class: 'sweeps' });
  const more = h('button', { type: 'button', hidden: true, on: { click: () => older() } }, 'Older sweeps');
  const workers = workersLine(signal);
  const summary = h('p', { class: 'faint' });
  const content = h('div', {}, list, h('p', { class: 'center' }, more));
  const cards = new Map();
  const sweeps = new Map();
  let cursor = null;
  let isFirst = true;
  put(
    main,
    h('div', { class: 'heading' }, h('h1', { tabindex: -1 }, 'Sweeps'), summary, workers.element),
    loading('sweeps'),
  );

  async function page(from) {
    const { items, nextCursor } = await get('/sweeps', { limit: 50, cursor: from }, signal);
    items.forEach((sweep) => sweeps.set(sweep.id, sweep));
    if (from || isFirst) {
      cursor = nextCursor;
    }
    if (isFirst) {
      main.lastElementChild.replaceWith(content);
      isFirst = false;
    }
    show();
  }

  function show() {
    more.hidden = !cursor;
    if (!sweeps.size) {
      put(
        list,
        h(
          'li',
          {},
          empty(
            'No sweeps yet',
            h('a', { href: newSweepAddress() }, 'Write the first one here'),
            ', or in a terminal: ',
            h('code', {}, 'lipsweep demo'),
            ' runs a small one on this machine, ',
            h('code', {}, 'lipsweep submit sweep.yaml'),
            ' your own.',
          ),
        ),
      );
      summary.textContent = '';
      return;
    }
    const sorted = [...sweeps.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    if (!cards.size) {
      put(list);
    }
    sorted.forEach((sweep, i) => {
      const card = cards.get(sweep.id) ?? sweepCard();
      cards.set(sweep.id, card);
      card.update(sweep);
      if (list.children[i] !== card.element) {
        list.insertBefore(card.element, list.children[i] ?? null);
      }
    });
    const running = sorted.filter((sweep) => sweep.state === 'RUNNING').length;
    summary.textContent = `${plural(sorted.length, 'sweep')}${cursor ? ' shown' : ''}, ${running} running`;
  }

  const refresh = loader(() => page(null), fail, 500, signal);
  const older = loader(() => page(cursor), fail, 0, signal);
  refresh();
  follow(
    {},
    { sweep: (sweep) => !isFirst && (sweeps.set(sweep.id, sweep), show()), reconnected: refresh },
    signal,
  );
  every(10_000, () => true, refresh, signal);
  return { refresh };
}
