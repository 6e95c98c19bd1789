import { look, swatch } from '../charts/palette.mjs';
import { robustnessOption } from '../charts/robustness-option.mjs';
import { h, put } from '../dom.mjs';
import { number, percent } from '../format.mjs';
import { plotPanel } from './plot-panel.mjs';

const NORMS = [
  {
    key: 'linf',
    title: 'Accuracy under changes of each pixel',
    unit: 'largest change of a pixel, in 1/255',
    scale: 255,
  },
  {
    key: 'l2',
    title: 'Accuracy under changes of the image',
    unit: 'Euclidean length of the change',
    scale: 1,
  },
];
const KINDS = [
  ['pgd', 'projected gradient attack'],
  ['fgsm', 'fast gradient sign attack'],
  ['certified', 'certified by the bound'],
];
const SMOOTHED = [
  ['smoothed-hard', 'smoothed, certified by vote'],
  ['smoothed-soft', 'smoothed, certified by average'],
];

/** What attacks leave of the accuracy, and what of it is certified: a panel for each norm. */
export function robustnessPanels({ signal }) {
  const element = h('div', { class: 'panels', hidden: true });
  const own = new Map();

  return {
    element,
    update(measures) {
      for (const norm of NORMS) {
        const data = curvesOf(norm, measures);
        if (data.curves.length && !own.has(norm.key)) {
          own.set(norm.key, panelOf(norm, signal));
          element.append(own.get(norm.key).element);
        }
        own.get(norm.key)?.update(data);
      }
      element.hidden = own.size === 0;
    },
  };
}

function panelOf({ key, title, unit, scale }, signal) {
  let data = null;
  const names = (curve) => h('span', { class: 'with-swatch' }, swatch(curve.look), curve.name);
  const above = h('p', { class: 'legend-line' });
  const sizeText = (size) => number(size * scale, 3);
  const panel = plotPanel({
    id: `robust-${key}`,
    title,
    signal,
    legend: () => data.curves,
    option: (t) =>
      robustnessOption(t, {
        ...data,
        sizes: data.sizes.map(sizeText),
        unit,
        describe: (n) =>
          h(
            'div',
            { class: 'tip-box' },
            h('p', { class: 'tip-name' }, n ? `changed by ${sizeText(data.sizes[n])}` : 'unchanged'),
            h(
              'table',
              { class: 'tip-table' },
              data.curves.map((curve) =>
                h(
                  'tr',
                  {},
                  h('td', {}, names(curve)),
                  h('td', { class: 'numeric' }, percent(curve.values[n])),
                ),
              ),
            ),
          ),
      }),
    values: () => ({
      columns: [
        { label: unit, numeric: true },
        ...data.curves.map(({ name }) => ({ label: name, numeric: true })),
      ],
      rows: data.sizes.map((size, n) => [
        { value: size, shown: sizeText(size) },
        ...data.curves.map(({ values }) => ({ value: values[n], shown: percent(values[n]) })),
      ]),
    }),
  });
  return {
    element: panel.element,
    update(next) {
      data = next;
      panel.draw(
        'Solid: what an attack left, so the true accuracy is no higher. Dashed: what no change of that size can break.',
      );
      put(above, data.curves.map(names));
      panel.above(above);
    },
  };
}

/** The curves over all sizes of a norm, from the unchanged images on. */
function curvesOf({ key }, measures) {
  const kinds = key === 'l2' ? [...KINDS, ...SMOOTHED] : KINDS;
  const start = (kind) => `robust/${kind.startsWith('smoothed') ? kind : `${kind}-${key}`}/`;
  const of = (kind) =>
    new Map(
      Object.entries(measures)
        .filter(([name]) => name.startsWith(start(kind)))
        .map(([name, share]) => [Number(name.slice(start(kind).length)), share]),
    );
  const found = kinds.map(([kind, name], n) => ({ kind, name, n, at: of(kind) })).filter(({ at }) => at.size);
  const sizes = [...new Set([0, ...found.flatMap(({ at }) => [...at.keys()])])].sort((a, b) => a - b);
  const clean = measures['robust/clean'];
  return {
    sizes,
    curves: found.map(({ kind, name, n, at }) => ({
      name,
      look: look(n),
      isCertified: !['pgd', 'fgsm'].includes(kind),
      values: sizes.map((size) => at.get(size) ?? (size === 0 ? (clean ?? null) : null)),
    })),
  };
}
