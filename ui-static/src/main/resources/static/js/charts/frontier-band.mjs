import { corners } from './steps.mjs';

/** The shade between two step lines, from the first place where both attain anything. */
export function bandSeries(line, { high, low }, { x, isMost }) {
  const end = isMost ? x.min : x.max;
  const start = Math.max(low[0]?.[0] ?? Infinity, high[0]?.[0] ?? Infinity);
  const from = (edge) => [
    [start, edge.filter(([at]) => at <= start).at(-1)?.[1]],
    ...edge.filter(([at]) => at > start),
  ];
  const outline = Number.isFinite(start)
    ? [...corners(from(high), { end }), ...corners(from(low), { end }).reverse()]
    : [];
  return {
    id: `band ${line.key}`,
    type: 'custom',
    silent: true,
    clip: true,
    z: 1,
    data: outline.slice(0, 1),
    renderItem: (params, api) => ({
      type: 'polygon',
      shape: { points: outline.map((corner) => api.coord(corner)) },
      style: { fill: line.look.colour, opacity: 0.13 },
    }),
  };
}
