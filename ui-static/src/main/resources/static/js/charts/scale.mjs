/** A round step of 1, 2 or 5 times a power of ten, that cuts `range` in about `parts`. */
export function roundStep(range, parts = 7) {
  const raw = Math.max(range, 1e-9) / parts;
  const size = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((f) => f * size >= raw * 0.999);
  return factor * size;
}

/** Ends and ticks of an axis: the values with a little air on both sides, ticks at round places within. */
export function roundRange(values, parts) {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!Number.isFinite(low)) {
    return { min: 0, max: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] };
  }
  const air = (high - low) * 0.04 || Math.abs(high) * 0.1 || 0.1;
  return exactRange(low - air, high + air, parts);
}

/** An axis from here to there, with ticks at round places within. */
export function exactRange(min, max, parts) {
  const step = roundStep(max - min, parts);
  const ticks = [];
  for (let n = Math.ceil(min / step); n * step <= max; n++) {
    ticks.push(Number((n * step).toPrecision(12)));
  }
  return { min, max, ticks };
}
