import { s } from '../dom.mjs';

const COLOURS = 8;
const STEPS = 12;
/** Shapes on a 20 x 20 field, so that colour is never the only difference. */
const SHAPES = [
  'M10 2A8 8 0 1 1 9.99 2Z',
  'M3 3H17V17H3Z',
  'M10 2L18 17H2Z',
  'M10 1L19 10L10 19L1 10Z',
  'M10 18L2 3H18Z',
  'M7 2H13V7H18V13H13V18H7V13H2V7H7Z',
  'M5.5 2H14.5L19 10L14.5 18H5.5L1 10Z',
  'M10 1L12.6 7.3L19.5 7.8L14.2 12.2L15.9 18.9L10 15.2L4.1 18.9L5.8 12.2L0.5 7.8L7.4 7.3Z',
];
/** The same for many small marks: what the chart library draws fastest. */
const PLAIN = ['circle', 'rect', 'triangle', 'diamond', 'triangle', 'rect', 'circle', 'diamond'];

const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The colours of the page's own style sheet, for canvases. */
export function theme() {
  return {
    ink: variable('--ink'),
    faint: variable('--faint'),
    line: variable('--line'),
    grid: variable('--grid'),
    ground: variable('--panel'),
    more: variable('--look-1'),
    less: variable('--look-0'),
    font: variable('--font'),
  };
}

/**
 * The n-th method's look: a colour and a shape that stay together. The colours are the style
 * sheet's --look-0 to --look-7, for light and dark.
 */
export function look(n) {
  const index = n % COLOURS;
  return shaped(`look-${index}`, n + 3 * Math.floor(n / COLOURS), index);
}

/** The look of the n-th of so many values that have an order: from dark to light. */
export function step(n, of) {
  const index = of < 2 ? 0 : Math.round((n * (STEPS - 1)) / (of - 1));
  return shaped(`step-${index}`, 0, n);
}

/** Without a colour, for lines whose points have colours of another meaning. */
export const plain = (n) => shaped('ink', n, n);

function shaped(name, shape, index) {
  const path = SHAPES[shape % SHAPES.length];
  return {
    index,
    name,
    path,
    get colour() {
      return variable(`--${name}`);
    },
    symbol: `path://${path}`,
    plain: PLAIN[shape % PLAIN.length],
    turn: shape % PLAIN.length === 4 ? 180 : 0,
  };
}

/** A method's mark beside its name in tables and legends. */
export function swatch({ name, path }) {
  return s(
    'svg',
    { class: `swatch fill-${name}`, viewBox: '0 0 20 20', width: 12, height: 12, 'aria-hidden': 'true' },
    s('path', { d: path }),
  );
}
