import { s } from '../dom.mjs';

const COLOURS = 8;
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

/** The colours of the page's own style sheet, for canvases. */
export function theme() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    ink: of('--ink'),
    faint: of('--faint'),
    line: of('--line'),
    grid: of('--grid'),
    ground: of('--panel'),
    font: of('--font'),
  };
}

/**
 * The n-th method's look: a colour and a shape that stay together. The colours are the style
 * sheet's --look-0 to --look-7, for light and dark.
 */
export function look(n) {
  const index = n % COLOURS;
  const colour = getComputedStyle(document.documentElement).getPropertyValue(`--look-${index}`).trim();
  const path = SHAPES[(n + 3 * Math.floor(n / COLOURS)) % SHAPES.length];
  return { index, colour, path, symbol: `path://${path}` };
}

/** A method's mark beside its name in tables and legends. */
export function swatch({ index, path }) {
  return s(
    'svg',
    { class: `swatch look-${index}`, viewBox: '0 0 20 20', width: 12, height: 12, 'aria-hidden': 'true' },
    s('path', { d: path }),
  );
}
