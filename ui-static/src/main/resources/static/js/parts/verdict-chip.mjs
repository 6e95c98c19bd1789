import { h } from '../dom.mjs';

const WORDS = { PASS: 'pass', IMPROVED: 'improved', REGRESSED: 'regressed', INCONCLUSIVE: 'inconclusive' };

/** A verdict as a word with a mark of its own shape; a check that runs has none yet. */
export function verdictChip(verdict) {
  return h(
    'span',
    { class: `verdict-chip verdict-${(verdict ?? 'pending').toLowerCase()}` },
    h('span', { class: 'verdict-mark', 'aria-hidden': 'true' }),
    verdictWord(verdict),
  );
}

export const verdictWord = (verdict) => WORDS[verdict] ?? 'under way';
