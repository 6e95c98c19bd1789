import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { measure, number } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { loader } from '../throttle.mjs';

/** The evidence of a trial's bound, rule by rule, each labelled for what it is worth. */
export function certificatesPanel({ path, signal }) {
  const body = h('div', { class: 'certificates' }, loading('certificates'));
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'certificates' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'certificates' }, 'Certificates')),
    body,
  );
  let trial = null;
  let shown = '';

  async function load() {
    const { items } = await get(`${path}/certificates`, {}, signal);
    const signature = JSON.stringify(items);
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
      put(body, items.map(certificate));
    }
    shown = signature;
  }

  const refresh = loader(
    load,
    (e) => put(body, empty('The certificates could not be loaded', e.message)),
    500,
    signal,
  );
  return { element, refresh: (next) => ((trial = next), refresh()) };
}

function certificate(c) {
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
      fact('domain', c.domain),
      fact('norms by', `${c.normMethod}, slack ${number(c.slack)}`),
      c.activationBound && c.activationBound.kind !== 'UNKNOWN'
        ? fact('largest token RMS of the logits', boundMark(c.activationBound))
        : null,
      fact('weights', h('code', { class: 'hash' }, c.checkpointSha256)),
      fact('made', time(c.createdAt)),
    ),
    h('div', { class: 'scroll tall' }, layers.element),
  );
}

const fact = (name, content) => h('div', {}, h('dt', {}, name), h('dd', {}, content));

function bar(share) {
  const part = h('span', { class: 'norm-part' });
  part.style.width = `${100 * (Number.isFinite(share) ? share : 0)}%`;
  return h('span', { class: 'norm-bar', 'aria-hidden': 'true' }, part);
}
