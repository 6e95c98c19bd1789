import { get } from '../api.mjs';
import { MEASURES, changeText, findingWord, intervalText, levelOf } from '../effects.mjs';
import { h, put } from '../dom.mjs';
import { count, plural } from '../format.mjs';
import { verdictChip } from '../parts/verdict-chip.mjs';
import { table } from '../parts/table.mjs';

/** What one check found: reasons, the sweep as a whole, each configuration, and what else changed. */
export function checkReport({ path, signal }) {
  const element = h('section', { class: 'panel report', 'aria-label': 'Report of the check' });
  let shown = '';

  async function show(check) {
    element.hidden = !check;
    if (!check || shown === `${check.id} ${check.verdict}`) {
      return;
    }
    const { report } = await get(`${path}/checks/${check.number}`, {}, signal);
    shown = `${check.id} ${check.verdict}`;
    put(
      element,
      h('div', { class: 'panel-head' }, h('h2', {}, `Check ${check.number}`), verdictChip(check.verdict)),
      report
        ? content(report)
        : h('p', { class: 'faint' }, 'There is no verdict before its sweep has ended.'),
    );
  }

  return { element, show };
}

function content(report) {
  return h(
    'div',
    { class: 'report-parts' },
    h(
      'ul',
      { class: 'reasons' },
      report.reasons.map((reason) => h('li', {}, reason)),
    ),
    h(
      'p',
      { class: 'faint' },
      `${count(report.pairs)} pairs of ${plural(report.trials, 'trial')}, ${count(report.identical)} the same to the last bit.`,
      report.seedsNeeded ? ` ${count(report.seedsNeeded)} seeds a configuration would most likely do.` : '',
    ),
    report.overall.length ? h('div', { class: 'effects' }, report.overall.map(effect)) : null,
    h('div', { class: 'scroll tall' }, configurations(report.configurations)),
    report.covariates.length ? covariates(report.covariates) : null,
  );
}

function effect(one) {
  return h(
    'dl',
    { class: `effect finding-${one.finding.toLowerCase()}` },
    h(
      'dt',
      {},
      MEASURES[one.measure],
      one.measure === 'FRONTIER' ? h('span', { class: 'faint' }, ' accuracy at equal bound') : null,
    ),
    h('dd', { class: 'effect-change' }, changeText(one.measure, one.change)),
    h('dd', { class: 'faint' }, intervalText(one)),
    h(
      'dd',
      { class: 'faint' },
      `${levelOf(one.measure, one.pinned)} to ${levelOf(one.measure, one.checked)}`,
    ),
    h('dd', {}, findingWord(one.finding)),
  );
}

function configurations(list) {
  const change = (key, label, of) => ({
    key,
    label,
    numeric: true,
    sort: (c) => of(c)?.change ?? null,
    text: (c) => (of(c) ? `${changeText(of(c).measure, of(c).change)}` : '–'),
    node: (c) =>
      h(
        'span',
        { title: of(c) ? intervalText(of(c)) : null },
        of(c) ? changeText(of(c).measure, of(c).change) : '–',
      ),
  });
  const own = table({
    caption: 'Configurations, the worst first',
    id: (c) => c.hash,
    columns: [
      { key: 'label', label: 'configuration', sort: (c) => c.label, text: (c) => c.label },
      {
        key: 'finding',
        label: 'finding',
        sort: (c) => c.finding,
        text: (c) => findingWord(c.finding),
        node: (c) =>
          h('span', { class: `finding finding-${c.finding.toLowerCase()}` }, findingWord(c.finding)),
      },
      {
        key: 'pairs',
        label: 'seeds',
        title: 'pairs of the same seed',
        numeric: true,
        sort: (c) => c.pairs,
        text: (c) => String(c.pairs),
      },
      change('accuracy', 'accuracy', (c) => c.accuracy),
      change('bound', 'bound', (c) => c.bound),
      { key: 'notes', label: '', text: (c) => c.notes.join('; ') },
    ],
  });
  own.update(list);
  return own.element;
}

function covariates(list) {
  return h(
    'div',
    {},
    h('h3', {}, 'What else changed'),
    h(
      'ul',
      { class: 'covariates' },
      list.map(({ name, pinned, checked }) =>
        h('li', {}, h('b', {}, name), ` ${pinned.join(', ') || '–'} → ${checked.join(', ') || '–'}`),
      ),
    ),
  );
}
