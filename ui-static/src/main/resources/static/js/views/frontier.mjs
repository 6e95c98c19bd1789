import { get, post, send } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { frontierPanel } from '../frontier/panel.mjs';
import { namedSource } from '../frontier/sources.mjs';
import { showCrumbs } from '../parts/crumbs.mjs';
import { confirm } from '../parts/dialog.mjs';
import { loading } from '../parts/notice.mjs';
import { time } from '../parts/time.mjs';
import { toast } from '../parts/toast.mjs';
import { may } from '../scopes.mjs';
import { loader } from '../throttle.mjs';
import { conditions, sweepsMark } from './frontier-definition.mjs';

/** A frontier with a name: its definition, what it is now, and what it was. */
export function frontierView({ main, crumbs, route, signal, fail }) {
  const { name } = route.names;
  const path = `/frontiers/${encodeURIComponent(name)}`;
  let panel = null;
  let parameters = route.parameters;
  showCrumbs(crumbs, [name]);
  put(main, loading('the frontier'));

  async function load() {
    const found = await get(`${path}/definition`, {}, signal);
    panel ??= build(found);
    panel.refresh();
  }

  function build(found) {
    const own = frontierPanel({ source: namedSource(found), parameters, signal });
    put(main, header(found), own.element);
    follow(
      {},
      {
        'frontier-changed': (change) => change.frontier === name && own.refresh(),
        reconnected: own.refresh,
      },
      signal,
    );
    return own;
  }

  function header({ definition, createdAt, changedAt, sha256, warnings = [] }) {
    const actions = h('div', { class: 'row actions' });
    offer('submit', actions, 'Take a snapshot', snapshot);
    offer('operate', actions, 'Delete', remove, 'danger-quiet');
    const more = conditions(definition);
    return h(
      'section',
      { class: 'panel sweep-head', 'aria-label': 'Frontier' },
      h('div', { class: 'card-head' }, h('h1', { tabindex: -1 }, name), actions),
      h(
        'p',
        { class: 'faint facts' },
        'of ',
        sweepsMark(definition.sweeps, signal),
        ` · ${definition.objectives.join(', ')}`,
        more.length ? ` · only ${more.join(', ')}` : '',
        ' · named ',
        time(createdAt),
        changedAt ? [' · changed ', time(changedAt)] : '',
        ' · definition ',
        h('code', { class: 'hash', title: `SHA-256 ${sha256}` }, sha256.slice(0, 12)),
      ),
      warnings.map((warning) => h('p', { class: 'message' }, warning)),
    );
  }

  async function offer(scope, element, label, act, className = null) {
    if (await may(scope).catch(() => false)) {
      element.append(h('button', { type: 'button', class: className, on: { click: act } }, label));
    }
  }

  async function snapshot() {
    try {
      const kept = await post(`${path}/snapshots`);
      toast(`Kept for good: snapshot ${kept.sha256.slice(0, 8)} with ${kept.points} points`);
    } catch (e) {
      toast(e.message);
    }
  }

  function remove() {
    confirm({
      title: `Delete ${name}?`,
      text: ['The name becomes free, and its snapshots are gone. Trials and their results stay.'],
      action: 'Delete the frontier',
      danger: true,
      async act() {
        await send('DELETE', path);
        location.hash = '#/frontiers';
      },
    });
  }

  const refresh = loader(load, fail, 1000, signal);
  refresh();
  return {
    refresh,
    reparametrize(next) {
      parameters = next;
      panel?.choose(next);
    },
  };
}
