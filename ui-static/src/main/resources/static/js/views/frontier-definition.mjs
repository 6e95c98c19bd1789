import { get } from '../api.mjs';
import { h } from '../dom.mjs';
import { sweepAddress } from '../router.mjs';

/** Whose results a frontier is of, in words. */
export function sweepsText(sweeps) {
  if (Array.isArray(sweeps)) {
    return sweeps.join(', ');
  }
  if (sweeps === 'all') {
    return 'all sweeps';
  }
  const { name, recipe } = sweeps;
  return `all sweeps${recipe ? ` of ${recipe}` : ''}${name ? ` named ${name}` : ''}`;
}

/** The same with a way to each of them, by its name as soon as that is known. */
export function sweepsMark(sweeps, signal) {
  if (!Array.isArray(sweeps)) {
    return sweepsText(sweeps);
  }
  return sweeps.flatMap((sweep, n) => {
    const link = h('a', { href: sweepAddress(sweep) }, sweep);
    get(`/sweeps/${encodeURIComponent(sweep)}`, {}, signal).then(
      ({ name }) => (link.textContent = name),
      () => {}, // it keeps what the definition calls it
    );
    return [n ? ', ' : '', link];
  });
}

/** What else a definition says, of what it does not leave as usual. */
export function conditions({ where, metrics, seeds, evidence }) {
  return [
    ...Object.entries(where).map(([name, values]) => `${name} ${[values].flat().join(' or ')}`),
    ...Object.entries(metrics).map(([name, { atLeast, atMost }]) =>
      [name, atLeast === undefined ? '' : `≥ ${atLeast}`, atMost === undefined ? '' : `≤ ${atMost}`]
        .filter(Boolean)
        .join(' '),
    ),
    ...(seeds === 'each' ? [] : [`${seeds} of the seeds`]),
    ...(evidence === 'any' ? [] : [`${evidence} results`]),
  ];
}
