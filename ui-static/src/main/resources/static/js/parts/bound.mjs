import { h } from '../dom.mjs';
import { boundText, boundWord, exponent } from '../format.mjs';

/** A bound as 10 to the x, its value on hover. */
export function boundMark(bound) {
  const word = boundWord(bound);
  if (word) {
    return h('span', { class: 'bound faint' }, word);
  }
  return h(
    'span',
    { class: 'bound', title: `${boundText(bound)} ≈ ${bound.text}` },
    '10',
    h('sup', {}, exponent(bound.log10)),
  );
}

/** Ten to the x, of which only x is known. */
export const powerMark = (log10) => h('span', { class: 'bound' }, '10', h('sup', {}, exponent(log10)));

/** What a bound sorts by: zero first, then by size, infinite and unknown last. */
export function boundOrder(bound) {
  const ends = { ZERO: -Infinity, INFINITE: Number.MAX_VALUE, UNKNOWN: null };
  return bound ? (ends[bound.kind] === undefined ? bound.log10 : ends[bound.kind]) : null;
}
