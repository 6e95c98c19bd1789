// Numbers, bounds and times as people read them. Pure functions: no document, no clock of their own.

const MINUS = '−';
const NOTHING = '–';

/** A number with so many significant digits, without trailing zeros: 0.0775, 1 200, 3.1e−7. */
export function number(value, digits = 3) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return NOTHING;
  }
  if (value === 0) {
    return '0';
  }
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    return minus(`${Number(mantissa)}e${Number(exponent)}`);
  }
  if (size >= 10 ** digits) {
    return count(value);
  }
  return minus(String(Number(value.toPrecision(digits))));
}

/** A whole number; from 10 000 on its thousands are set apart. */
export function count(value) {
  const whole = Math.round(value);
  return minus(
    Math.abs(whole) < 10_000 ? String(whole) : whole.toLocaleString('en').replaceAll(',', '\u202f'),
  );
}

const minus = (text) => text.replaceAll('-', MINUS);

/** A measured value: always so many significant digits, so that a column of them lines up: 2.30, 0.0312. */
export function measure(value, digits = 3) {
  const size = Math.abs(value ?? NaN);
  return size >= 1e-4 && size < 10 ** digits ? minus(value.toPrecision(digits)) : number(value, digits);
}

/** A share as a percentage with one decimal, where one percent of the validation split shows: 41.3 %. */
export function percent(share, decimals = 1) {
  return share === null || share === undefined || !Number.isFinite(share)
    ? NOTHING
    : `${(share * 100).toFixed(decimals)}\u202f%`;
}

/** Progress, rounded down so that 100 % means done. */
export function progressPercent(share) {
  return `${Math.floor(share * 100 + 1e-9)}\u202f%`;
}

/** The exponent of a bound as text: 2.31. The paper's own bounds reach 264, where digits lose sense. */
export function exponent(log10) {
  return minus(log10.toFixed(Math.abs(log10) < 100 ? 2 : 1).replace(/^-(?=[0.]*$)/, ''));
}

/** What a bound is when it is no positive number; null when it is one. */
export function boundWord(bound) {
  if (!bound) {
    return NOTHING;
  }
  const words = { ZERO: '0', INFINITE: 'infinite', UNKNOWN: 'unknown' };
  return words[bound.kind] ?? null;
}

/** A bound on one line of plain text: 10^2.31. */
export function boundText(bound) {
  return boundWord(bound) ?? `10^${exponent(bound.log10)}`;
}

/** A length of time in its largest two units: 55 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function duration(seconds) {
  const total = Math.max(0, Math.round(seconds));
  const units = [
    ['d', 86400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  const first = units.findIndex(([, size]) => total >= size);
  if (first < 0) {
    return '0 s';
  }
  const [unit, size] = units[first];
  const whole = Math.floor(total / size);
  const next = units[first + 1];
  const rest = next ? Math.floor((total % size) / next[1]) : 0;
  return `${whole} ${unit}` + (rest && whole < 10 ? ` ${rest} ${next[0]}` : '');
}

/** How long ago, in its largest unit: just now, 40 s ago, 3 min ago, 2 h ago, 5 d ago. */
export function ago(time, now) {
  const seconds = (now - Date.parse(time)) / 1000;
  if (seconds < 5) {
    return seconds < -60 ? `in ${duration(-seconds)}` : 'just now';
  }
  return `${duration(seconds).split(' ').slice(0, 2).join(' ')} ago`;
}

/** A parameter's value: text as it is, numbers in full but without noise. */
export function value(v) {
  return typeof v === 'number'
    ? number(v, Number.isInteger(v) ? 15 : 4)
    : v === null || v === undefined
      ? NOTHING
      : String(v);
}

export function plural(n, one, many = one + 's') {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A moment as a clock shows it, with the day if asked for: 14:05:09, 28 Nov 14:05. */
export function clock(milliseconds, withDay = false) {
  return new Date(milliseconds).toLocaleString(
    'en-GB',
    withDay
      ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
      : { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  );
}

/** An amount of memory in the unit that fits: 0, 512 MiB, 23.4 GiB. */
export function bytes(amount) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = amount > 0 ? Math.min(units.length - 1, Math.floor(Math.log2(amount) / 10)) : 0;
  return amount > 0 ? `${number(amount / 2 ** (10 * power))} ${units[power]}` : '0';
}
