import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { showCrumbs } from '../parts/crumbs.mjs';
import { loading } from '../parts/notice.mjs';
import { every, loader } from '../throttle.mjs';
import { sweepDefinition } from './sweep-definition.mjs';
import { frontierPanel } from './sweep-frontier.mjs';
import { sweepHeader } from './sweep-header.mjs';
import { trialsPanel } from './sweep-trials.mjs';

/** One sweep: progress, frontier, trials, definition. */
export function sweepView({ main, crumbs, route, signal, fail }) {
  const path = `/sweeps/${encodeURIComponent(route.id)}`;
  let sweep = null;
  let parts = null;
  showCrumbs(crumbs, ['Sweeps', '#/'], ['…']);
  put(main, loading('the sweep'));

  async function load() {
    show(await get(path, {}, signal));
  }

  function show(next) {
    const isFirst = sweep === null;
    if (isFirst || sweep.name !== next.name) {
      showCrumbs(crumbs, ['Sweeps', '#/'], [next.name]);
    }
    const before = sweep;
    sweep = next;
    parts ??= build();
    parts.header.update(sweep);
    if (before?.trials.COMPLETED !== sweep.trials.COMPLETED) {
      parts.frontier.refresh();
    }
    if (before?.state !== sweep.state) {
      parts.trials.refresh();
    }
    if (isFirst) {
      listen();
    }
  }

  function build() {
    const own = {
      header: sweepHeader(show),
      frontier: frontierPanel({ sweep, parameters: route.parameters, signal }),
      trials: trialsPanel({ sweep, signal }),
    };
    put(main, own.header.element, sweepDefinition(sweep), own.frontier.element, own.trials.element);
    return own;
  }

  function listen() {
    follow(
      { sweep: sweep.id },
      {
        sweep: show,
        trial: (trial) => parts.trials.one(trial),
        frontier: () => parts.frontier.refresh(),
        reconnected: () => refreshAll(),
      },
      signal,
    );
    every(5000, () => sweep.state === 'RUNNING', refresh, signal);
  }

  function refreshAll() {
    refresh();
    parts?.frontier.refresh();
    parts?.trials.refresh();
  }

  const refresh = loader(load, fail, 500, signal);
  refresh();
  return { refresh: refreshAll, reparametrize: (parameters) => parts?.frontier.choose(parameters) };
}
