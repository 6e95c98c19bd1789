/** Cividis, which looks the same with any colour vision, without its darkest and lightest ends. */
export const HEAT = ['#123570', '#3b496c', '#575d6d', '#707173', '#8a8678', '#a59c74', '#c3b369', '#e1cc55'];

/** The colour of a share from 0 to 1. */
export function heat(share) {
  const place = Math.min(1, Math.max(0, share)) * (HEAT.length - 1);
  const n = Math.min(HEAT.length - 2, Math.floor(place));
  const mix = (from, to) => Math.round(from + (to - from) * (place - n));
  const [a, b] = [channels(HEAT[n]), channels(HEAT[n + 1])];
  return `rgb(${a.map((v, i) => mix(v, b[i])).join(', ')})`;
}

const channels = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
