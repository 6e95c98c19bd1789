import { get, post } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { measure, number } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { verdictChip } from '../parts/verdict-chip.mjs';
import { loader } from '../throttle.mjs';
import { waterfallPanel } from './trial-waterfall.mjs';

/** The evidence of a trial's bound: who owns how much of it, then rule by rule what it is worth. */
export function certificatesPanel({ path, signal }) {
  const waterfall = waterfallPanel({ signal });
  const body = h('div', { class: 'certificates' }, loading('certificates'));
  const said = h('span', { class: 'faint', role: 'status' });
  const audit = h('button', { type: 'button', hidden: true, on: { click: () => recompute() } }, 'Audit now');
  const panel = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'certificates' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'certificates' }, 'Certificates'), said, audit),
    body,
  );
  let trial = null;
  let shown = '';
  let findings = [];

  async function load() {
    const { items } = await get(`${path}/certificates`, {}, signal);
    const signature = JSON.stringify([items, findings]);
    audit.hidden = !items.length;
    if (!items.length) {
      put(
        body,
        empty(
          'No certificate',
          trial.state === 'COMPLETED'
            ? 'This trial was completed without one.'
            : 'A trial is certified when it is completed.',
        ),
      );
    } else if (signature !== shown) {
      put(
        body,
        items.map((one) =>
          certificate(
            one,
            findings.find((f) => f.rule === one.rule),
          ),
        ),
      );
      waterfall.update(items, trial.measures?.['ratio/measured-max']);
    }
    shown = signature;
  }

  /** Computes everything again from the stored file, by code that shares nothing with the trainer's. */
  async function recompute() {
    audit.disabled = true;
    said.textContent = 'Computing everything again from the stored checkpoint…';
    try {
      const report = await post(`${path}/audit`, {}, signal);
      findings = report.findings;
      said.textContent = `${report.verdict} after ${number(report.seconds)} s: ${report.reason}`;
      now();
    } catch (e) {
      said.textContent = signal.aborted ? '' : `The audit did not run: ${e.message}`;
    }
    audit.disabled = false;
  }

  const problem = (e) => put(body, empty('The certificates could not be loaded', e.message));
  const refresh = loader(load, problem, 500, signal);
  const now = loader(load, problem, 0, signal);
  return {
    elements: [waterfall.element, panel],
    refresh(next) {
      trial = next;
      refresh();
    },
  };
}

function certificate(c, finding) {
  const largest = c.layers.reduce((most, layer) => Math.max(most, layer.norm), 0);
  const layers = table({
    caption: `Norms that entered ${c.rule}`,
    id: (layer) => layer.layer,
    columns: [
      { key: 'layer', label: 'layer', sort: (l) => l.layer, text: (l) => l.layer },
      {
        key: 'norm',
        label: 'norm',
        title: 'upper bound of the RMS-to-RMS norm; an embedding: its largest column RMS',
        numeric: true,
        sort: (l) => l.norm,
        text: (l) => measure(l.norm, 4),
      },
      { key: 'bar', label: '', text: (l) => `${l.norm}`, node: (l) => bar(l.norm / largest) },
    ],
  });
  layers.update(c.layers);
  return h(
    'article',
    { class: 'certificate', 'aria-label': c.rule },
    h(
      'h3',
      {},
      c.rule,
      h('span', { class: 'faint' }, ` version ${c.ruleVersion}`),
      c.sound
        ? h('span', { class: 'badge good' }, 'sound: a certified bound')
        : h('span', { class: 'badge' }, 'for comparison, not a bound'),
    ),
    h(
      'p',
      { class: 'big' },
      boundMark(c.bound),
      c.bound.kind === 'FINITE' ? h('span', { class: 'faint' }, ` ≈ ${c.bound.text}`) : null,
    ),
    h(
      'dl',
      { class: 'facts-list' },
      fact('audit', audited(c, finding)),
      fact('domain', c.domain),
      fact('norms by', `${c.normMethod}, slack ${number(c.slack)}`),
      c.activationBound && c.activationBound.kind !== 'UNKNOWN'
        ? fact('largest token RMS of the logits', boundMark(c.activationBound))
        : null,
      fact('weights', h('code', { class: 'hash' }, c.checkpointSha256)),
      fact('made', time(c.createdAt)),
    ),
    h(
      'details',
      { class: 'values' },
      h('summary', {}, `${c.layers.length} norms that entered`),
      h('div', { class: 'scroll tall', tabindex: 0 }, layers.element),
    ),
  );
}

/** What an audit has said of it: a moment ago with its margin, or the last time. */
function audited(c, finding) {
  if (!c.sound) {
    return h('span', { class: 'faint' }, 'not a bound: nothing to audit');
  }
  if (finding) {
    return [
      verdictChip(finding.verdict),
      finding.recomputed ? [' recomputed as ', boundMark(finding.recomputed)] : '',
      finding.margin === null ? '' : `, margin ${number(finding.margin)} decades`,
    ].flat();
  }
  return c.audit
    ? [verdictChip(c.audit.verdict), ' ', time(c.audit.auditedAt)]
    : h('span', { class: 'faint' }, 'never audited');
}

const fact = (name, content) => h('div', {}, h('dt', {}, name), h('dd', {}, content));

function bar(share) {
  const part = h('span', { class: 'norm-part' });
  part.style.width = `${100 * (Number.isFinite(share) ? share : 0)}%`;
  return h('span', { class: 'norm-bar', 'aria-hidden': 'true' }, part);
}
