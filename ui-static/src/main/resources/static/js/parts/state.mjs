import { h } from '../dom.mjs';

const WORDS = { STOPPED_EARLY: 'stopped early' };

/** The states of a trial in the order of its life; the first ones end it. */
export const TRIAL_STATES = [
  'COMPLETED',
  'STOPPED_EARLY',
  'INFEASIBLE',
  'FAILED',
  'CANCELLED',
  'RUNNING',
  'READY',
  'WAITING',
];
export const FINISHED = TRIAL_STATES.slice(0, 5);

export const stateWord = (state) => WORDS[state] ?? state.toLowerCase();

/** A state as a word with a mark; the mark repeats the word for the eye, the word is for everyone. */
export function stateChip(state) {
  return h(
    'span',
    { class: `state state-${state.toLowerCase()}` },
    h('span', { class: 'mark', 'aria-hidden': 'true' }),
    stateWord(state),
  );
}
