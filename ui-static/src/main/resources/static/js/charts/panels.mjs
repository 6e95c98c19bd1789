import { exponent, measure, number, percent } from '../format.mjs';
import { powerMark } from '../parts/bound.mjs';
import { powerLabel } from './chart.mjs';

const finite = (format) => (v) => (Number.isFinite(v) ? format(v) : '–');
const plain = finite((v) => number(v, 4));
const measured = finite((v) => measure(v, 4));
const power = finite((v) => `10^${exponent(v)}`);
const within = (start, end) => (n) => n.slice(start.length, n.length - end.length);

/** Spectra over time are a heat map's; of them a panel of curves shows the largest values only. */
const LARGEST = '/sigma-max';
const isSpectrum = (n) => n.startsWith('spectrum/');

/**
 * Sorts a trial's series into panels by name: losses together, accuracies, bounds (as log10), norms
 * by layer, activations, and whatever else a recipe reports by the first part of its name.
 */
export function panels(series, parameters) {
  const isCapped = parameters.sigmaMax !== undefined;
  const known = [
    { title: 'Loss', takes: (n) => n.endsWith('/loss'), format: measured, label: plain },
    {
      title: 'Validation accuracy',
      takes: (n) => n.endsWith('/accuracy'),
      format: finite((v) => percent(v)),
      label: finite((v) => percent(v, 0)),
    },
    {
      title: 'Lipschitz bound',
      takes: (n) => n.startsWith('bound/'),
      format: power,
      mark: finite(powerMark),
      label: finite(powerLabel),
      short: within('bound/', ''),
    },
    {
      title: isCapped ? 'Norm over its cap, by layer' : 'Largest singular value, by layer',
      takes: (n) => isSpectrum(n) && n.endsWith(LARGEST),
      format: measured,
      label: plain,
      short: within('spectrum/', LARGEST),
      line: isCapped ? { at: 1, name: 'cap' } : null,
    },
    {
      title: 'Certified RMS-to-RMS norm, by layer',
      takes: (n) => n.startsWith('norm/'),
      format: measured,
      label: plain,
      short: within('norm/', ''),
      line: isCapped ? { at: parameters.sigmaMax, name: `sigmaMax ${number(parameters.sigmaMax)}` } : null,
    },
    {
      title: 'Largest activation, RMS',
      takes: (n) => n.startsWith('activation/'),
      format: measured,
      label: plain,
      short: within('activation/', ''),
    },
  ];
  const others = [
    ...new Set(
      series
        .map((s) => s.name)
        .filter((n) => !isSpectrum(n) && !known.some((p) => p.takes(n)))
        .map((n) => n.split('/')[0]),
    ),
  ];
  return [...known, ...others.map((o) => ({ title: o, takes: (n) => n.split('/')[0] === o, format: plain }))]
    .map((panel) => ({ panel, curves: series.filter((s) => panel.takes(s.name)) }))
    .filter(({ curves }) => curves.length);
}
