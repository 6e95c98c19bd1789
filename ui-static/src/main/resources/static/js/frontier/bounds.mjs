/**
 * The log10 of a bound as people write one: 1000, 2.5e264, 10^3.5. Null if it is none. It is never
 * formed itself: 10^400 is no number.
 */
export function readBound(text) {
  const plain = text.trim().replaceAll('−', '-').replaceAll('\u202f', '').replace(',', '.');
  const power = /^10\s*\^\s*(-?\d+(?:\.\d+)?)$/.exec(plain);
  if (power) {
    return Number(power[1]);
  }
  const [, mantissa, exponent = '0'] = /^(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d+))?$/i.exec(plain) ?? [];
  return mantissa && Number(mantissa) > 0 ? Math.log10(Number(mantissa)) + Number(exponent) : null;
}

/** The same as the server reads it: digits and an exponent, however large. */
export function writeBound(log10, digits = 12) {
  const whole = Math.floor(log10);
  return `${(10 ** (log10 - whole)).toPrecision(digits)}e${whole}`;
}

/** The same to be read: 3100 or 2.51e264. */
export function roundBound(log10) {
  const text = writeBound(log10, 3);
  return Math.abs(log10) < 6 ? String(Number(text)) : text;
}

/** A share as people write one: 40 %, 0.4. Null if it is none. */
export function readShare(text) {
  const match = /^(\d+(?:[.,]\d*)?)\s*(%?)$/.exec(text.trim());
  const number = match && Number(match[1].replace(',', '.')) / (match[2] || Number(match[1]) > 1 ? 100 : 1);
  return number !== null && number >= 0 && number <= 1 ? number : null;
}
