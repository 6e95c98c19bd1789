import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { plural } from '../format.mjs';
import { showTitle } from '../parts/crumbs.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { verdictChip, verdictWord } from '../parts/verdict-chip.mjs';
import { baselineAddress, sweepAddress } from '../router.mjs';
import { may } from '../scopes.mjs';
import { every, loader } from '../throttle.mjs';
import { pinDialog } from './baseline-dialogs.mjs';
import { scheduleText } from './baseline-schedule.mjs';

/** All baselines with what their newest check said. */
export function baselinesView({ main, signal, fail }) {
  showTitle('Baselines');
  const summary = h('p', { class: 'faint' });
  const actions = h('div', { class: 'row actions' });
  const body = h('div', { class: 'panel scroll' }, loading('baselines'));
  put(main, h('div', { class: 'heading' }, h('h1', { tabindex: -1 }, 'Baselines'), summary, actions), body);
  may('submit').then(
    (mayPin) =>
      mayPin &&
      put(
        actions,
        h('button', { type: 'button', class: 'primary', on: { click: () => pinDialog() } }, 'Pin a sweep'),
      ),
    () => {}, // the list says what is wrong
  );
  const own = table({
    caption: 'Baselines',
    id: (b) => b.id,
    sortBy: { key: 'name', down: false },
    columns: [
      {
        key: 'name',
        label: 'baseline',
        sort: (b) => b.name,
        text: (b) => b.name,
        node: (b) => h('a', { href: baselineAddress(b.name) }, b.name),
      },
      {
        key: 'verdict',
        label: 'newest verdict',
        sort: (b) => b.lastVerdict,
        text: (b) => b.lastVerdict ?? 'never checked',
        node: (b) =>
          b.lastVerdict ? verdictChip(b.lastVerdict) : h('span', { class: 'faint' }, 'never checked'),
      },
      {
        key: 'checked',
        label: 'checked',
        sort: (b) => b.lastCheckedAt,
        text: (b) => b.lastCheckedAt ?? '',
        node: (b) => (b.lastCheckedAt ? time(b.lastCheckedAt) : ''),
      },
      {
        key: 'sweep',
        label: 'pinned sweep',
        sort: (b) => b.sweep,
        text: (b) => b.sweep,
        node: (b) => h('a', { href: sweepAddress(b.sweepId) }, b.sweep),
      },
      {
        key: 'pinned',
        label: 'pinned',
        sort: (b) => b.pinnedAt,
        text: (b) => b.pinnedAt,
        node: (b) => time(b.pinnedAt),
      },
      { key: 'schedule', label: 'by itself', text: (b) => scheduleText(b) },
    ],
  });

  async function load() {
    const { items } = await get('/baselines', {}, signal);
    if (!items.length) {
      put(
        body,
        empty(
          'No baseline yet',
          'Pin a completed sweep, and every later one can be asked: has this change made it worse? ',
          h('code', {}, 'lipsweep baseline pin NAME SWEEP'),
          ' does the same.',
        ),
      );
      summary.textContent = '';
      return;
    }
    own.update(items);
    own.element.parentNode === body || put(body, own.element);
    const bad = items.filter((b) => b.lastVerdict === 'REGRESSED').length;
    summary.textContent = `${plural(items.length, 'baseline')}${bad ? `, ${bad} ${verdictWord('REGRESSED')}` : ''}`;
  }

  const refresh = loader(load, fail, 1000, signal);
  refresh();
  follow({}, { check: refresh, reconnected: refresh }, signal);
  every(30_000, () => true, refresh, signal);
  return { refresh };
}
