import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { plural } from '../format.mjs';
import { showTitle } from '../parts/crumbs.mjs';
import { loading } from '../parts/notice.mjs';
import { account } from '../scopes.mjs';
import { every, loader } from '../throttle.mjs';
import { incidentsPanel } from './cluster-incidents.mjs';
import { launchersPanel } from './cluster-launchers.mjs';
import { queuePanel } from './cluster-queue.mjs';
import { workersPanel } from './cluster-workers.mjs';

/** Who works, on what, what waits, what starts workers, and what went wrong with leases. */
export function clusterView({ main, signal, fail }) {
  showTitle('Cluster');
  const summary = h('p', { class: 'faint' });
  let parts = null;
  put(
    main,
    h('div', { class: 'heading' }, h('h1', { tabindex: -1 }, 'Cluster'), summary),
    loading('the cluster'),
  );

  async function load() {
    const [workers, running, paused, launchers, incidents, own] = await Promise.all([
      get('/workers', {}, signal),
      get('/sweeps', { state: 'RUNNING', limit: 200 }, signal),
      get('/sweeps', { state: 'PAUSED', limit: 200 }, signal),
      get('/launchers', {}, signal),
      get('/incidents', { limit: 50 }, signal),
      account(),
    ]);
    parts ??= build(own.scopes.includes('operate'));
    parts.workers.update(workers.items);
    parts.queue.update([...running.items, ...paused.items], workers.items);
    parts.launchers.update(launchers.items);
    parts.incidents.update(incidents.items);
    summary.textContent = words(workers.items);
  }

  function build(mayOperate) {
    const own = {
      workers: workersPanel({ mayOperate, changed: () => refresh() }),
      queue: queuePanel(),
      launchers: launchersPanel(),
      incidents: incidentsPanel(),
    };
    main.lastElementChild.replaceWith(
      h(
        'div',
        { class: 'cluster' },
        own.workers.element,
        own.queue.element,
        h('div', { class: 'panels' }, own.launchers.element, own.incidents.element),
      ),
    );
    return own;
  }

  const refresh = loader(load, fail, 2000, signal);
  refresh();
  follow({}, { sweep: refresh, trial: refresh, reconnected: refresh }, signal);
  every(5000, () => true, refresh, signal);
  return { refresh };
}

function words(workers) {
  const alive = workers.filter((worker) => worker.state === 'ALIVE');
  const slots = alive.reduce((sum, worker) => sum + worker.slots, 0);
  const busy = alive.reduce((sum, worker) => sum + worker.busy, 0);
  return alive.length
    ? `${plural(alive.length, 'worker')}, ${busy} of ${plural(slots, 'slot')} busy`
    : 'no worker is connected: trials wait';
}
