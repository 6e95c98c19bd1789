import { look, swatch } from '../charts/palette.mjs';
import { h } from '../dom.mjs';
import { boundText, measure, percent, value } from '../format.mjs';
import { boundMark, boundOrder } from '../parts/bound.mjs';
import { table } from '../parts/table.mjs';
import { trialAddress } from '../router.mjs';

const WORDS = ['optimizer', 'constraint'];

/** The frontier's points as a table; a row under the pointer or with the focus shows its point. */
export function frontierTable({ by, varying }, onPoint) {
  const parameter = (name) => ({
    key: name,
    label: name,
    numeric: !WORDS.includes(name),
    sort: (p) => p.parameters[name] ?? null,
    text: (p) => value(p.parameters[name]),
  });
  const names = varying.filter((name) => !by.includes(name));
  const own = table({
    caption: 'The points of the frontier',
    id: (p) => `${p.groupKey} ${p.trialId}`,
    sortBy: { key: null, down: false },
    columns: [
      {
        key: 'group',
        label: 'frontier',
        sort: (p) => p.groupName,
        text: (p) => `${p.groupName} ${p.look.index}`,
        node: (p) => h('span', { class: 'with-swatch' }, swatch(p.look), p.groupName),
      },
      {
        key: 'trial',
        label: 'trial',
        numeric: true,
        sort: (p) => p.number,
        text: (p) => `#${p.number}`,
        node: (p) => h('a', { href: trialAddress(p.trialId) }, `#${p.number}`),
      },
      ...names.filter((name) => WORDS.includes(name)).map(parameter),
      {
        key: 'bound',
        label: 'bound',
        title: 'upper bound of the Lipschitz constant',
        numeric: true,
        sort: (p) => boundOrder(p.bound),
        text: (p) => boundText(p.bound),
        node: (p) => boundMark(p.bound),
      },
      {
        key: 'accuracy',
        label: 'accuracy',
        title: 'validation accuracy',
        numeric: true,
        sort: (p) => p.accuracy,
        text: (p) => percent(p.accuracy),
      },
      ...names.filter((name) => !WORDS.includes(name)).map(parameter),
      {
        key: 'loss',
        label: 'loss',
        title: 'validation loss',
        numeric: true,
        sort: (p) => p.loss,
        text: (p) => measure(p.loss),
      },
      { key: 'seed', label: 'seed', numeric: true, sort: (p) => p.seed, text: (p) => String(p.seed) },
    ],
    onRow(row, item) {
      row.dataset.trial = item().trialId;
      const enter = () => onPoint(item().trialId);
      const leave = () => onPoint(null);
      row.addEventListener('mouseenter', enter);
      row.addEventListener('mouseleave', leave);
      row.addEventListener('focusin', enter);
      row.addEventListener('focusout', leave);
    },
  });
  return {
    element: own.element,
    update: (groups) =>
      own.update(
        groups.flatMap((group, n) =>
          group.points.map((point) => ({
            ...point,
            groupKey: group.key,
            groupName: group.name,
            look: look(n),
          })),
        ),
      ),
    /** Marks the rows of a trial; null marks none. */
    light(trialId) {
      for (const row of own.element.rows) {
        row.classList.toggle('lit', trialId !== null && row.dataset.trial === trialId);
      }
    },
  };
}
