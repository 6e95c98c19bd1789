import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { showCrumbs } from '../parts/crumbs.mjs';
import { loading } from '../parts/notice.mjs';
import { parametersAddress, sweepAddress, trialsAddress } from '../router.mjs';
import { every, loader } from '../throttle.mjs';
import { sweepHeader } from './sweep-header.mjs';

const TABS = [
  ['Frontier', sweepAddress],
  ['Trials', trialsAddress],
  ['Parameters', parametersAddress],
];

/**
 * What all pages of a sweep share: the way here, its header, the tabs, live events. `build(sweep)`
 * makes what stands below, once: { elements, update(sweep, before), refresh(), events,
 * reparametrize(parameters) }, of which `events` are more handlers by name of the event. `first` are
 * elements above those, which need not know the sweep.
 */
export function sweepPage({ main, crumbs, route, signal, fail }, tab, build, first = []) {
  const path = `/sweeps/${encodeURIComponent(route.names.id)}`;
  let sweep = null;
  let header = null;
  let parts = null;
  showCrumbs(crumbs, ['…']);
  const coming = h('section', { class: 'panel sweep-head' }, loading('the sweep'));
  put(main, coming, tabs(route.names.id, tab), first);

  async function load() {
    show(await get(path, {}, signal));
  }

  function show(next) {
    const before = sweep;
    sweep = next;
    if (before?.name !== sweep.name) {
      showCrumbs(crumbs, [sweep.name]);
    }
    if (!before) {
      header = sweepHeader(show);
      parts = build(sweep);
      coming.replaceWith(header.element);
      main.append(...parts.elements);
    }
    header.update(sweep);
    parts.update(sweep, before);
    if (!before) {
      listen();
    }
  }

  function listen() {
    follow({ sweep: sweep.id }, { ...parts.events, sweep: show, reconnected: refreshAll }, signal);
    every(5000, () => sweep.state === 'RUNNING', refresh, signal);
  }

  function refreshAll() {
    refresh();
    parts?.refresh();
  }

  const refresh = loader(load, fail, 500, signal);
  refresh();
  return { refresh: refreshAll, reparametrize: (parameters) => parts?.reparametrize?.(parameters) };
}

function tabs(id, present) {
  return h(
    'nav',
    { class: 'tabs', 'aria-label': 'Pages of this sweep' },
    TABS.map(([name, address]) =>
      h('a', { href: address(id), 'aria-current': name === present ? 'page' : null }, name),
    ),
  );
}
