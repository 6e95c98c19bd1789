import { ordered } from './configuration.mjs';
import { value } from './format.mjs';

/** A place on an axis as text: a value, or the interval that it stands for. */
export function levelText(level) {
  return level.value === null ? `${value(level.low)} to ${value(level.high)}` : value(level.value);
}

/** Where a place lies on a number axis: its value, or the middle of its interval. */
export function levelAt(level, logarithmic) {
  if (level.value !== null) {
    return level.value;
  }
  return logarithmic ? Math.sqrt(level.low * level.high) : (level.low + level.high) / 2;
}

/** The names of axes, in the order people think of them. */
export const axisNames = (axes) => ordered(axes.map((axis) => axis.name));

/** The first of the wanted names that is there and not taken, or else the first that is not taken. */
export function pickAxis(names, wanted, taken = []) {
  const free = names.filter((name) => !taken.includes(name));
  return wanted.find((name) => free.includes(name)) ?? free[0] ?? null;
}
