import { powerLabel } from '../charts/chart.mjs';
import { duration, exponent, measure, number, percent } from '../format.mjs';
import { powerMark } from '../parts/bound.mjs';

const plain = { format: (v) => number(v, 4), label: (v) => number(v, 4) };
const share = { format: (v) => percent(v), label: (v) => percent(v, 0) };
const time = { format: (v) => duration(v), label: (v) => duration(v) };

const NAMES = {
  accuracy: 'validation accuracy',
  loss: 'validation loss, nats',
  steps: 'steps',
  trainSeconds: 'time of training',
};

/**
 * An objective such as `bound:certified:min` or `robust/clean:max`: its metric, how it is called,
 * and how its values are written in text and at an axis.
 */
export function objective(text) {
  const colon = text.lastIndexOf(':');
  const [metric, direction] = [text.slice(0, colon), text.slice(colon + 1)];
  const kind = { metric, isMost: direction === 'max' };
  if (metric.startsWith('bound')) {
    const rule = metric.slice('bound:'.length);
    return {
      ...kind,
      isBound: true,
      name: `Lipschitz bound, rule ${rule}`,
      format: (v) => `10^${exponent(v)}`,
      mark: powerMark,
      label: powerLabel,
    };
  }
  const name = NAMES[metric] ?? metric;
  if (metric === 'accuracy' || metric.startsWith('robust/')) {
    return { ...kind, name, ...share };
  }
  if (metric === 'trainSeconds') {
    return { ...kind, name, ...time };
  }
  return { ...kind, name, ...plain, format: (v) => (metric === 'loss' ? measure(v) : number(v, 4)) };
}

/** A point's value of an objective: infinite for a bound of zero or infinity, NaN for what is not known. */
export function valueOf(point, { metric, isBound }) {
  if (isBound && point.bound) {
    return { ZERO: -Infinity, INFINITE: Infinity, FINITE: point.bound.log10 }[point.bound.kind] ?? NaN;
  }
  return point[metric] ?? point.metrics?.[metric] ?? NaN;
}
