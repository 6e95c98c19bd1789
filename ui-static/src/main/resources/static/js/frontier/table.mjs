import { swatch } from '../charts/palette.mjs';
import { varying } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { measure, value } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { table } from '../parts/table.mjs';
import { trialAddress } from '../router.mjs';

/** More rows take longer to make than somebody wants to wait. */
const MOST = 100;

const WORDS = ['optimizer', 'constraint'];

/**
 * The frontier's points as a table that says what the plot shows; a row under the pointer or with the
 * focus shows its point, its box selects it. `isTogether` if seeds are taken together.
 */
export function frontierTable({ by, axes, isTogether, onPoint, selection }) {
  const box = h('div');
  let own = null;
  let shape = '';

  function make(names) {
    own = table({
      caption: 'The points of the frontier',
      id: (p) => `${p.lineKey} ${p.trialId}`,
      most: MOST,
      columns: [
        selectColumn(selection),
        {
          key: 'group',
          label: 'frontier',
          sort: (p) => p.lineName,
          text: (p) => `${p.lineName} ${p.look.name}`,
          node: (p) => h('span', { class: 'with-swatch' }, swatch(p.look), p.lineName),
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
        ...axes.map((axis, n) => objectiveColumn(axis, n ? 'y' : 'x')),
        ...names.filter((name) => !WORDS.includes(name)).map(parameter),
        ...(axes.some((axis) => axis.metric === 'loss') ? [] : [LOSS]),
        isTogether
          ? {
              key: 'seeds',
              label: 'seeds',
              numeric: true,
              sort: (p) => p.trialIds?.length ?? 1,
              text: (p) => String(p.trialIds?.length ?? 1),
            }
          : {
              key: 'seed',
              label: 'seed',
              numeric: true,
              sort: (p) => p.seed,
              text: (p) => String(p.seed),
            },
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
    put(box, own.element, own.more);
  }

  return {
    element: box,
    update(lines, selected) {
      const points = lines.flatMap((line) =>
        line.points.map((point) => ({
          ...point,
          lineKey: line.key,
          lineName: line.name,
          look: line.look,
          isSelected: selected.has(point.trialId),
        })),
      );
      const names = varying(points.map((p) => p.parameters)).filter((name) => !by.includes(name));
      if (!own || shape !== names.join()) {
        shape = names.join();
        make(names);
      }
      own.update(points);
    },
    /** Marks the rows of a trial; null marks none. */
    light(trialId) {
      for (const row of own?.element.rows ?? []) {
        row.classList.toggle('lit', trialId !== null && row.dataset.trial === trialId);
      }
    },
  };
}

const selectColumn = (selection) => ({
  key: 'select',
  label: '✓',
  title: 'select to compare',
  text: (p) => String(p.isSelected),
  node: (p) =>
    h('input', {
      type: 'checkbox',
      checked: p.isSelected,
      'aria-label': `Compare trial ${p.number}`,
      on: { change: () => selection.toggle(p.trialId) },
    }),
});

function objectiveColumn(axis, which) {
  const isBound = axis.isBound ?? false;
  return {
    key: which,
    label: isBound ? 'bound' : axis.metric === 'accuracy' ? 'accuracy' : axis.metric,
    title: axis.name,
    numeric: true,
    sort: (p) => p[which],
    text: (p) => (isBound ? JSON.stringify(p.bound) : axis.format(p[which])),
    node: (p) => (isBound ? boundMark(p.bound) : axis.format(p[which])),
  };
}

const LOSS = {
  key: 'loss',
  label: 'loss',
  title: 'validation loss, nats',
  numeric: true,
  sort: (p) => p.loss,
  text: (p) => measure(p.loss),
};

function parameter(name) {
  return {
    key: name,
    label: name,
    numeric: !WORDS.includes(name),
    sort: (p) => p.parameters[name] ?? null,
    text: (p) => value(p.parameters[name]),
  };
}
