import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { showCrumbs } from '../parts/crumbs.mjs';
import { loading } from '../parts/notice.mjs';
import { sweepAddress } from '../router.mjs';
import { every, loader } from '../throttle.mjs';
import { attemptsPanel } from './trial-attempts.mjs';
import { certificatesPanel } from './trial-certificates.mjs';
import { curvesPanel } from './trial-curves.mjs';
import { trialHeader } from './trial-header.mjs';
import { configurationPanel } from './trial-configuration.mjs';

/** One trial: result, curves, certificates, configuration, attempts. */
export function trialView({ main, crumbs, route, signal, fail }) {
  const path = `/trials/${encodeURIComponent(route.names.id)}`;
  let trial = null;
  let parts = null;
  showCrumbs(crumbs, ['…']);
  put(main, loading('the trial'));

  async function load() {
    const next = await get(path, {}, signal);
    const sweep = parts ? null : await get(`/sweeps/${next.sweepId}`, {}, signal);
    if (sweep) {
      showCrumbs(crumbs, [sweep.name, sweepAddress(sweep.id)], [`Trial ${next.number}`]);
      parts = build(next);
      follow(
        { sweep: sweep.id },
        { trial: (t) => t.id === next.id && show(t), reconnected: refreshAll },
        signal,
      );
      every(5000, () => trial.state === 'RUNNING', refreshAll, signal);
    }
    show(next);
  }

  function build(first) {
    const own = {
      header: trialHeader(),
      curves: curvesPanel({ path, parameters: first.parameters, signal }),
      certificates: certificatesPanel({ path, signal }),
      attempts: attemptsPanel({ path, signal }),
    };
    put(
      main,
      own.header.element,
      own.curves.element,
      own.certificates.element,
      h('div', { class: 'two' }, configurationPanel(first), own.attempts.element),
    );
    return own;
  }

  function show(next) {
    const before = trial;
    trial = next;
    parts.header.update(trial);
    if (!before || before.state !== trial.state || before.attempts !== trial.attempts) {
      parts.certificates.refresh(trial);
      parts.attempts.refresh();
    }
    if (!before || before.state !== trial.state || before.progress?.step !== trial.progress?.step) {
      parts.curves.refresh(trial);
    }
  }

  function refreshAll() {
    refresh();
    if (trial) {
      parts.curves.refresh(trial);
      parts.certificates.refresh(trial);
      parts.attempts.refresh();
    }
  }

  const refresh = loader(load, fail, 500, signal);
  refresh();
  return { refresh: refreshAll };
}
