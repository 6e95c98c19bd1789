import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { showCrumbs } from '../parts/crumbs.mjs';
import { loading } from '../parts/notice.mjs';
import { sweepAddress } from '../router.mjs';
import { every, loader } from '../throttle.mjs';
import { attemptsPanel } from './trial-attempts.mjs';
import { certificatesPanel } from './trial-certificates.mjs';
import { configurationPanel } from './trial-configuration.mjs';
import { curvesPanel } from './trial-curves.mjs';
import { trialHeader } from './trial-header.mjs';
import { logPanel } from './trial-log.mjs';
import { measuresPanel, provenancePanel } from './trial-measures.mjs';
import { robustnessPanels } from './trial-robustness.mjs';
import { spectraPanel } from './trial-spectra.mjs';

/** One trial: result, curves, spectra, certificates, robustness, attempts, how it was made, log. */
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
        { trial: (t) => t.id === next.id && hear(t), reconnected: refreshAll },
        signal,
      );
      every(5000, () => trial.state === 'RUNNING', refreshAll, signal);
    }
    show(next);
  }

  function build(first) {
    const spectra = spectraPanel({ signal });
    const own = {
      header: trialHeader({ path, signal }),
      spectra,
      curves: curvesPanel({ path, parameters: first.parameters, signal, told: spectra.update }),
      certificates: certificatesPanel({ path, signal }),
      robustness: robustnessPanels({ signal }),
      attempts: attemptsPanel({ path, signal }),
      measures: measuresPanel(),
      provenance: provenancePanel(),
      log: logPanel({ path, signal }),
    };
    put(
      main,
      own.header.element,
      own.curves.element,
      spectra.element,
      own.certificates.elements,
      own.robustness.element,
      own.attempts.element,
      h(
        'div',
        { class: 'panels' },
        configurationPanel(first),
        h('div', { class: 'stack' }, own.provenance.element, own.measures.element),
      ),
      own.log.element,
    );
    return own;
  }

  /** An event says how far the trial is; what it measured has to be asked for. */
  function hear(next) {
    const isOver = trial.state !== next.state;
    show({ ...trial, ...next });
    if (isOver) {
      refresh();
    }
  }

  function show(next) {
    const before = trial;
    trial = next;
    parts.header.update(trial);
    parts.measures.update(trial.measures ?? {});
    parts.provenance.update(trial.provenance ?? {});
    parts.robustness.update(trial.measures ?? {});
    const isOther = (of) => !before || JSON.stringify(of(before)) !== JSON.stringify(of(trial));
    if (isOther((t) => [t.state, t.attempts, t.measures])) {
      parts.certificates.refresh(trial);
      parts.attempts.refresh();
    }
    if (isOther((t) => [t.state, t.progress?.step])) {
      parts.curves.refresh(trial);
      parts.log.refresh();
    }
  }

  function refreshAll() {
    refresh();
    if (trial) {
      parts.curves.refresh(trial);
      parts.certificates.refresh(trial);
      parts.attempts.refresh();
      parts.log.refresh();
    }
  }

  const refresh = loader(load, fail, 500, signal);
  refresh();
  return { refresh: refreshAll };
}
