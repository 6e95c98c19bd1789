import { exponent, measure } from './format.mjs';

export const MEASURES = { ACCURACY: 'accuracy', BOUND: 'bound', FRONTIER: 'frontier' };

const FINDINGS = {
  IDENTICAL: 'the same to the last bit',
  NO_WORSE: 'no worse',
  BETTER: 'better',
  WORSE: 'worse',
  FAILS: 'fails',
  UNDECIDED: 'cannot be told',
  MISSING: 'nothing to compare',
};

export const findingWord = (finding) => FINDINGS[finding] ?? finding.toLowerCase();

const sign = (value, text) => (value > 0 ? `+${text}` : text);

/** A change in the unit of its measure: points of accuracy, decades of a bound. */
export function changeText(kind, value) {
  if (value === null || value === undefined) {
    return '–';
  }
  return kind === 'BOUND'
    ? `${sign(value, measure(value))} decades`
    : `${sign(value, measure(100 * value))} points`;
}

/** A level in the unit of its measure. */
export const levelOf = (kind, value) =>
  kind === 'BOUND' ? `10^${exponent(value)}` : `${measure(100 * value, 4)}\u202f%`;

/** The interval of a change, in nine of ten cases. */
export const intervalText = (effect) =>
  effect.low === null || effect.low === undefined
    ? 'noise not known'
    : `${changeText(effect.measure, effect.low)} to ${changeText(effect.measure, effect.high)}`;
