/**
 * The corners of a line of steps through these points, [x, y] by rising x: what a point attains holds
 * after it, up to `end` too if that is given, or before it.
 */
export function corners(points, { isBefore = false, end } = {}) {
  const last = points.at(-1);
  const all = last && end !== undefined ? [...points, [Math.max(last[0], end), last[1]]] : points;
  return all.flatMap(([x, y], i) => {
    const [lastX, lastY] = all[i - 1] ?? [x, y];
    return [isBefore ? [lastX, y] : [x, lastY], [x, y]];
  });
}

/**
 * A series that draws a line through corners. The library's own line leaves out steps of less than a
 * pixel, and slopes where many follow each other.
 */
export const stepsSeries = ({ id, corners, colour, width = 2, dash = 'solid', z = 2 }) => ({
  id,
  type: 'custom',
  silent: true,
  clip: true,
  z,
  data: corners.slice(0, 1),
  renderItem: (params, api) => ({
    type: 'polyline',
    shape: { points: corners.map((corner) => api.coord(corner)) },
    style: { fill: 'none', stroke: colour, lineWidth: width, lineDash: dash },
  }),
});
