import { groupKey, groupName } from '../configuration.mjs';
import { look, plain, step } from '../charts/palette.mjs';
import { roundBound } from './bounds.mjs';
import { valueOf } from './objectives.mjs';

const inOrder = (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true });

/**
 * The groups of everything that is drawn, each with a look. Lines and single results share their
 * looks as long as they are grouped alike. Otherwise lines are told apart by shape alone, and
 * colours say what the results are coloured by: by number from dark to light, or by name.
 */
export function looks(lineGroups, cloudGroups, isAlike) {
  const named = (groups) =>
    [
      ...new Map(
        groups.map((group) => [groupKey(group), { id: groupKey(group), name: groupName(group), group }]),
      ).values(),
    ].sort(inOrder);
  if (isAlike) {
    const all = named([...lineGroups, ...cloudGroups]).map((one, n) => ({
      ...one,
      key: one.id,
      look: look(n),
    }));
    return { lines: all, clouds: all };
  }
  const numbers = (group) => Object.values(group).map((v) => v?.from ?? v);
  const isNumber = cloudGroups.every((group) => {
    const [first, ...rest] = numbers(group);
    return rest.length === 0 && (typeof first === 'number' || first === null);
  });
  const size = ({ group }) => numbers(group)[0] ?? -Infinity;
  const coloured = isNumber
    ? named(cloudGroups)
        .sort((a, b) => size(a) - size(b))
        .map((one, n, all) => ({ ...one, look: step(n, all.length) }))
    : named(cloudGroups).map((one, n) => ({ ...one, look: look(n) }));
  return {
    lines: named(lineGroups).map((one, n) => ({ ...one, key: one.id, look: plain(n) })),
    clouds: coloured.map((one) => ({ ...one, key: `coloured ${one.id}` })),
  };
}

/**
 * The lines of a frontier: for each group its points by rising x, with all their parameters.
 * `objectives` are those of the axes.
 */
export function lines(frontier, objectives, named) {
  const byId = new Map(named.map((one) => [one.id, one]));
  return frontier.groups
    .map(({ group, points }) => ({
      ...byId.get(groupKey(group)),
      points: points
        .map(withBound)
        .map((point) => ({
          ...point,
          parameters: { ...frontier.common, ...point.parameters },
          x: valueOf(point, objectives[0]),
          y: valueOf(point, objectives[1]),
        }))
        .sort((a, b) => a.x - b.x),
    }))
    .sort(inOrder);
}

/** A compact answer leaves a finite bound to its log10. */
const withBound = (point) => ({
  ...point,
  bound: point.bound ?? {
    kind: 'FINITE',
    log10: point.log10Bound,
    text: roundBound(point.log10Bound),
  },
});

/** The clouds of a scatter: for each group its marks, single results or cells with so many of them. */
export function clouds(scatter, named) {
  const byId = new Map(named.map((one, n) => [one.id, { ...one, n }]));
  const { window: w, cellWidth, cellHeight } = scatter;
  return scatter.groups
    .map((group) => ({
      ...byId.get(groupKey(group.group)),
      ...group,
      marks: [
        ...group.dots.map((dot) => ({
          x: dot.x,
          y: dot.y,
          count: 1,
          trialId: dot.trialId,
          number: dot.number,
        })),
        ...group.cells.map(({ column, row, count }) => ({
          x: w.left + (column + 0.05) * cellWidth,
          y: w.bottom + (row + 0.05) * cellHeight,
          count,
          cell: [Math.floor(column), Math.floor(column) + 1]
            .map((n) => w.left + n * cellWidth)
            .concat([Math.floor(row), Math.floor(row) + 1].map((n) => w.bottom + n * cellHeight)),
        })),
      ],
    }))
    .sort((a, b) => a.n - b.n);
}

/** Bands by the keys of their lines: [x, y] of the steps of their upper and lower edges. */
export function bands(groups, edges) {
  return new Map(groups.map((one) => [groupKey(one.group), edges(one)]).filter(([, edge]) => edge));
}

/** What a line attains at x; null where it attains nothing. */
export function attained(points, x, isMost) {
  const reached = points.filter((p) => (isMost ? p.x >= x : p.x <= x));
  return (isMost ? reached[0] : reached.at(-1)) ?? null;
}
