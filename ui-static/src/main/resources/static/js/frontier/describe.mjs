import { get } from '../api.mjs';
import { swatch } from '../charts/palette.mjs';
import { configurationName, varying } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { count, percent, plural } from '../format.mjs';

/** So long a pointer has to rest on a mark before the server is asked about it. */
const RESTS = 120;

/**
 * Describes what is under the pointer: the values and the configuration at once, seeds and
 * certificates as soon as the server has told them.
 */
export function describer(signal) {
  const known = new Map();
  let timer = null;

  /** Fills an element with what is known of a trial, now or in a moment. */
  function fill(element, trialId, show) {
    clearTimeout(timer);
    if (!known.has(trialId)) {
      timer = setTimeout(() => {
        known.set(trialId, ask(trialId));
        fill(element, trialId, show);
      }, RESTS);
      return;
    }
    known.get(trialId).then(
      (trial) => put(element, show(trial)),
      () => known.delete(trialId),
    );
  }

  async function ask(trialId) {
    const [seeds, certificates] = await Promise.all(
      ['seeds', 'certificates'].map((what) => get(`/trials/${trialId}/${what}`, {}, signal)),
    );
    return { seeds: seeds.items, certificates: certificates.items };
  }

  return {
    /** The description for items of this model. */
    with(model) {
      const names = varying(model.lines.flatMap((line) => line.points.map((point) => point.parameters)));
      return (item, group) => box(item, group, model, names, fill);
    },
  };
}

function box(item, group, model, names, fill) {
  const more = h('div', { class: 'tip-more' });
  const head = (name) => h('p', { class: 'tip-name' }, swatch(group.look), name);
  if (item.cell) {
    return h(
      'div',
      { class: 'tip-box' },
      head(group.name),
      h('p', {}, h('b', {}, plural(item.count, 'result')), ' about here'),
      h('p', { class: 'faint' }, 'A click comes closer.'),
    );
  }
  if (item.why === 'diverged') {
    const numbers = item.trials.map((trial) => `#${trial.number}`).slice(0, 6);
    return h(
      'div',
      { class: 'tip-box' },
      head(group.name),
      h('p', {}, h('b', {}, plural(item.count, 'trial')), ' diverged: no bound, no accuracy'),
      h('p', { class: 'faint' }, `${numbers.join(', ')}${item.count > numbers.length ? ', …' : ''}`),
    );
  }
  fill(more, item.trialId, (trial) => details(trial, item, names));
  return h(
    'div',
    { class: 'tip-box' },
    head(item.parameters ? configurationName(item.parameters, names) : group.name),
    h('p', {}, h('b', {}, model.axes[1].format(item.y)), ' at ', boundOr(item, model)),
    h(
      'p',
      { class: 'faint' },
      item.trialIds
        ? plural(item.trialIds.length, 'seed') + ' together'
        : `trial ${item.number}${item.seed === undefined ? '' : ` · seed ${item.seed}`}`,
    ),
    more,
  );
}

const boundOr = (item, model) =>
  item.why === 'infinite' ? 'an infinite bound' : model.axes[0].format(item.x);

function details({ seeds, certificates }, item, names) {
  const own = seeds.find((trial) => trial.id === item.trialId);
  const accuracies = seeds.map((trial) => trial.accuracy).filter(Number.isFinite);
  const spread =
    accuracies.length > 1
      ? `: ${percent(Math.min(...accuracies))} to ${percent(Math.max(...accuracies))}`
      : '';
  const first = certificates[0];
  return [
    item.parameters || !own ? null : h('p', {}, configurationName(own.parameters, names)),
    h(
      'p',
      { class: 'faint' },
      `${count(accuracies.length)} of ${plural(seeds.length, 'seed')} completed${spread}`,
    ),
    first
      ? h(
          'p',
          { class: 'faint' },
          `${first.rule} ${first.sound ? '✓ sound' : 'not a bound'} · ${auditText(first.audit)}`,
        )
      : null,
  ];
}

const auditText = (audit) => (audit ? `audit ${audit.verdict}` : 'not audited');
