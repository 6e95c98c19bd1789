import { plain } from '../charts/palette.mjs';
import { groupKey, groupName } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { measure, plural } from '../format.mjs';
import { powerMark } from '../parts/bound.mjs';
import { choice as select } from '../parts/choice.mjs';
import { loader } from '../throttle.mjs';
import { lines as linesOf } from './model.mjs';

/**
 * A second frontier over this one, dashed: another sweep's, or what this one was. Says by how much
 * the dominated area has grown.
 */
export function comparison({ source, choice, pick, changed, signal }) {
  let other = null;
  let options = [];
  const chosen = select({
    id: 'compare',
    label: `over ${source.otherLabel}`,
    options: [['', 'none']],
    value: '',
    pick: (v) => pick({ other: v || null }),
  });
  const words = h('div', { class: 'compared', 'aria-live': 'polite' });
  const element = h('div', { class: 'comparison' }, h('div', { class: 'row' }, chosen.elements), words);
  element.addEventListener('focusin', list, { once: true });
  element.addEventListener('pointerenter', list, { once: true });

  async function list() {
    options = await source.others(signal).catch(() => []);
    update();
  }

  function update() {
    const now = choice().other ?? '';
    const known = options.some(([value]) => value === now) || now === '';
    chosen.set([['', 'none'], ...options, ...(known ? [] : [[now, now.slice(0, 12)]])], now);
  }

  async function load() {
    const now = choice().other;
    other = null;
    put(words);
    if (now) {
      try {
        other = await source.other(now, choice(), signal);
        put(words, sentences(other));
      } catch (e) {
        if (signal.aborted) {
          return;
        }
        put(words, h('p', { class: 'problem' }, `It could not be loaded: ${e.message}`));
      }
    }
    changed();
  }

  let asked = null;
  const now = loader(load, () => {}, 0, signal);
  return {
    element,
    update(isOther) {
      update();
      if (asked !== choice().other || (isOther && choice().other)) {
        asked = choice().other;
        now();
      }
    },
    /** The lines of the second frontier, in the looks of the first one's groups. */
    lines(model) {
      if (!other) {
        return [];
      }
      const looks = new Map(model.lines.map((line) => [line.id, line.look]));
      const named = other.frontier.groups.map(({ group }, n) => ({
        id: groupKey(group),
        key: `other ${groupKey(group)}`,
        name: `${other.name}: ${groupName(group)}`,
        look: looks.get(groupKey(group)) ?? plain(n),
      }));
      return linesOf(other.frontier, model.axes, named);
    },
  };
}

function sentences({ name, address, groups, gained, lost }) {
  const measured = groups.filter((one) => one.hypervolume);
  return [
    h(
      'p',
      {},
      'Dashed: ',
      h('a', { href: address }, name),
      gained === undefined ? '' : `. Since then ${plural(gained, 'point')} gained and ${lost} lost`,
      '.',
    ),
    measured.length
      ? h(
          'table',
          {},
          h('caption', { class: 'visually-hidden' }, `The dominated area here and in ${name}`),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ['frontier', 'area there', 'area here', 'on average', 'over bounds'].map((label, n) =>
                h('th', { scope: 'col', class: n ? 'numeric' : null }, label),
              ),
            ),
          ),
          h('tbody', {}, measured.map(row)),
        )
      : null,
  ];
}

function row({ group, hypervolume: { from, to, difference, lowLog10, highLog10 } }) {
  const decades = highLog10 - lowLog10;
  const points = decades > 0 ? (100 * difference) / decades : 0;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, groupName(group)),
    h('td', { class: 'numeric' }, measure(from)),
    h('td', { class: 'numeric' }, measure(to)),
    h('td', { class: 'numeric' }, h('b', {}, `${points > 0 ? '+' : ''}${measure(points)}`), ' points'),
    h('td', { class: 'numeric' }, powerMark(lowLog10), ' to ', powerMark(highLog10)),
  );
}
