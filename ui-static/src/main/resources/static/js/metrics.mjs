import { exponent, measure, percent } from './format.mjs';

const accuracy = (v) => percent(v);
const loss = (v) => measure(v);

/**
 * What trials are measured by: its name, how a value looks in text and in a plot, where exponents are
 * raised, and which end is the better one.
 */
export const METRICS = {
  accuracy: { name: 'validation accuracy', format: accuracy, label: accuracy, best: 'high' },
  loss: { name: 'validation loss', format: loss, label: loss, best: 'low' },
  bound: {
    name: 'Lipschitz bound',
    format: (v) => `10^${exponent(v)}`,
    label: (v) => `10{sup|${exponent(v)}}`,
    best: 'low',
  },
};

export const METRIC_CHOICES = [
  ['accuracy', 'accuracy'],
  ['bound', 'bound'],
  ['loss', 'loss'],
];

/** What a cell of many trials shows: its best trial, or the mean of all. */
export const SHOW_CHOICES = [
  ['best', 'best trial'],
  ['mean', 'mean'],
];

/** The value that a cell shows; null if none of its trials has a result. */
export const cellValue = (cell, metric, show) => (show === 'mean' ? cell.mean : cell[METRICS[metric].best]);
