import { h } from '../dom.mjs';
import { exponent, measure, number, percent } from '../format.mjs';
import { powerLabel } from './chart.mjs';

const finite = (format) => (v) => (Number.isFinite(v) ? format(v) : '–');
const plain = finite((v) => number(v, 4));
const measured = finite((v) => measure(v, 4));
const power = finite((v) => `10^${exponent(v)}`);
const powerMark = finite((v) => h('span', { class: 'bound' }, '10', h('sup', {}, exponent(v))));

/**
 * Sorts a trial's series into panels by name: losses together, accuracies, bounds (as log10), norms
 * by layer, and whatever else a recipe reports by the first part of its name.
 */
export function panels(series, parameters) {
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
      mark: powerMark,
      label: finite(powerLabel),
    },
    {
      title: 'RMS-to-RMS norm of each layer',
      takes: (n) => n.startsWith('norm/'),
      format: measured,
      label: plain,
      line:
        parameters.sigmaMax === undefined
          ? null
          : { at: parameters.sigmaMax, name: `sigmaMax ${number(parameters.sigmaMax)}` },
    },
  ];
  const others = [
    ...new Set(
      series
        .map((s) => s.name)
        .filter((n) => !known.some((p) => p.takes(n)))
        .map((n) => n.split('/')[0]),
    ),
  ];
  return [...known, ...others.map((o) => ({ title: o, takes: (n) => n.split('/')[0] === o, format: plain }))]
    .map((panel) => ({ panel, curves: series.filter((s) => panel.takes(s.name)) }))
    .filter(({ curves }) => curves.length);
}
