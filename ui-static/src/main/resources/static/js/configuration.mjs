import { value } from './format.mjs';

/** The parameters that tell methods apart come first in every name and table. */
const FIRST = ['optimizer', 'constraint', 'sigmaMax', 'weightDecay', 'learningRate', 'logitScale'];

/** Names in the order people think of them: method first, then by alphabet. */
export function ordered(names) {
  const rank = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return [...names].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/**
 * The parameters that have two or more values among these. One that is merely absent here and there,
 * because a method has no use for it, tells nothing that the method does not.
 */
export function varying(list) {
  const values = new Map();
  for (const parameters of list) {
    for (const [name, value] of Object.entries(parameters)) {
      values.has(name) ? values.get(name).add(value) : values.set(name, new Set([value]));
    }
  }
  return ordered([...values.keys()].filter((name) => values.get(name).size > 1));
}

/** What every name says, whether it varies or not. */
const ALWAYS = ['optimizer', 'constraint', 'sigmaMax', 'weightDecay', 'learningRate'];

/** A configuration on one line: muon · spectral_soft_cap · sigmaMax 4 · learningRate 0.1. */
export function configurationName(parameters, names) {
  const shown = new Set([...ALWAYS, ...names]);
  return ordered([...shown].filter((name) => parameters[name] !== undefined))
    .map((name) =>
      typeof parameters[name] === 'number' ? `${name} ${value(parameters[name])}` : value(parameters[name]),
    )
    .join(' · ');
}

/** A value of a group, which may be a range of numbers. */
const part = (v) => (v !== null && typeof v === 'object' ? `${value(v.from)} to ${value(v.to)}` : value(v));

/** A group of a frontier: muon · spectral_soft_cap, or all trials. */
export function groupName(group) {
  const names = ordered(Object.keys(group));
  return names.length ? names.map((name) => part(group[name])).join(' · ') : 'all trials';
}

/** The same for the same values, in whatever order they came. */
export const groupKey = (group) => JSON.stringify(ordered(Object.keys(group)).map((name) => group[name]));
