import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { plural } from '../format.mjs';
import { showTitle } from '../parts/crumbs.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { frontierAddress } from '../router.mjs';
import { may } from '../scopes.mjs';
import { loader } from '../throttle.mjs';
import { nameFrontier } from './frontier-dialog.mjs';
import { sweepsMark, sweepsText } from './frontier-definition.mjs';

/** All frontiers that have a name: over several sweeps, answered anew whenever they are asked for. */
export function frontiersView({ main, signal, fail }) {
  showTitle('Frontiers');
  const summary = h('p', { class: 'faint' });
  const actions = h('div', { class: 'row actions' });
  const body = h('div', { class: 'panel scroll' }, loading('frontiers'));
  put(main, h('div', { class: 'heading' }, h('h1', { tabindex: -1 }, 'Frontiers'), summary, actions), body);
  may('submit').then(
    (mayName) =>
      mayName &&
      put(
        actions,
        h(
          'button',
          { type: 'button', class: 'primary', on: { click: () => nameFrontier() } },
          'Name a frontier',
        ),
      ),
    () => {}, // the list says what is wrong
  );
  const own = table({
    caption: 'Frontiers with a name',
    id: (f) => f.name,
    sortBy: { key: 'name', down: false },
    columns: [
      {
        key: 'name',
        label: 'frontier',
        sort: (f) => f.name,
        text: (f) => f.name,
        node: (f) => h('a', { href: frontierAddress(f.name) }, f.name),
      },
      {
        key: 'sweeps',
        label: 'of',
        text: (f) => sweepsText(f.definition.sweeps),
        node: (f) => h('span', {}, sweepsMark(f.definition.sweeps, signal)),
      },
      { key: 'objectives', label: 'objectives', text: (f) => f.definition.objectives.join(', ') },
      { key: 'by', label: 'one line per', text: (f) => f.definition.by.join(', ') || 'all together' },
      { key: 'evidence', label: 'evidence', text: (f) => f.definition.evidence },
      {
        key: 'changed',
        label: 'changed',
        sort: (f) => f.changedAt,
        text: (f) => f.changedAt ?? 'never',
        node: (f) => time(f.changedAt),
      },
      {
        key: 'created',
        label: 'named',
        sort: (f) => f.createdAt,
        text: (f) => f.createdAt,
        node: (f) => time(f.createdAt),
      },
    ],
  });

  async function load() {
    const { items } = await get('/frontiers', {}, signal);
    summary.textContent = items.length ? plural(items.length, 'frontier') : '';
    if (items.length) {
      own.update(items);
      own.element.parentNode === body || put(body, own.element);
    } else {
      put(
        body,
        empty(
          'No frontier has a name yet',
          'A sweep has its own. A name is for frontiers over several sweeps, for snapshots, and for being told of changes. ',
          h('code', {}, 'lipsweep frontiers create FILE'),
          ' makes one too.',
        ),
      );
    }
  }

  const refresh = loader(load, fail, 1000, signal);
  refresh();
  follow({}, { 'frontier-changed': refresh, reconnected: refresh }, signal);
  return { refresh };
}
