import { axis, tooltip } from './chart.mjs';
import { bandSeries } from './frontier-band.mjs';
import { edgeAxes, edgeSeries } from './frontier-edge.mjs';
import { exactRange, roundRange } from './scale.mjs';

/** More points of a line in view are drawn small. */
const DENSE = 40;

/**
 * What a frontier's plot shows, from back to front: every result faintly, seed bands, each group's
 * exact frontier as a step line, a second frontier dashed, what was asked and what was selected.
 *
 * `axes` are the objectives of x and y. `lines`: [{key, name, look, points}] with points {x, y} by
 * rising x; `others` likewise; `clouds`: [{key, look, marks: [{x, y, count}]}]; `bands`: {high, low}
 * by key; `edge`: marks without a place in the plane; `question`: {x, answers: [{x, y, look}]} or
 * {y, answers}; `view`: [left, right, bottom, top], or null for everything.
 */
export function frontierOption(t, shown) {
  const {
    axes: [xObjective, yObjective],
    lines,
    clouds = [],
    bands = new Map(),
    others = [],
    edge = [],
    question = null,
    selected = new Set(),
    view = null,
    whole = null,
    describe,
  } = shown;
  const [x, y] = ranges(view, whole, [...lines, ...others], clouds);
  const frame = { x, y, isMost: xObjective.isMost };
  const right = edge.length ? 74 : 22;
  return {
    grid: [
      { left: 62, right, top: 20, bottom: 48 },
      ...(edge.length ? [{ width: 44, right: 14, top: 20, bottom: 48 }] : []),
    ],
    xAxis: [
      axis(t, { name: xObjective.name, gap: 30, range: x, format: xObjective.label }),
      ...edgeAxes(t, edge).x,
    ],
    yAxis: [
      axis(t, { name: yObjective.name, gap: 46, range: y, format: yLabel(yObjective, y) }),
      ...edgeAxes(t, edge, y).y,
    ],
    tooltip: tooltip(
      (p) => {
        const { item, group } = itemAt(shown, p.data?.ref) ?? {};
        return item ? describe(item, group) : '';
      },
      { trigger: 'item' },
    ),
    series: [
      ...clouds.map((cloud, n) => cloudSeries(cloud, n, most(clouds))),
      ...lines
        .filter((line) => bands.has(line.key))
        .map((line) => bandSeries(line, bands.get(line.key), frame)),
      ...others.map((line, n) => lineSeries(line, ['others', n], frame, t)),
      ...lines.map((line, n) => lineSeries(line, ['lines', n], frame, t)),
      ...edgeSeries(t, edge, y),
      ...(question ? [questionSeries(t, question)] : []),
      selectedSeries(t, lines, clouds, selected),
    ],
  };
}

/**
 * What a datum of the chart stands for: {item, group}. The chart gets three words instead, since it
 * copies whatever it is given.
 */
export function itemAt(shown, ref) {
  if (!ref) {
    return null;
  }
  const [kind, n, i] = ref;
  const group = shown[kind][n];
  return { item: kind === 'edge' ? group : (group.points ?? group.marks)[i], group };
}

function ranges(view, whole, lines, clouds) {
  if (view) {
    return [exactRange(view[0], view[1], 9), exactRange(view[2], view[3], 6)];
  }
  const points = [...lines, ...clouds].flatMap((group) => group.points ?? group.marks);
  const values = (of, ends) => [...points.map(of), ...ends].filter(Number.isFinite);
  return [
    roundRange(
      values((p) => p.x, whole ? [whole.left, whole.right] : []),
      9,
    ),
    roundRange(
      values((p) => p.y, whole ? [whole.bottom, whole.top] : []),
      6,
    ),
  ];
}

const yLabel = (objective, range) => (v) => objective.label(v, range.max - range.min);

const most = (clouds) =>
  clouds.reduce((a, cloud) => cloud.marks.reduce((b, mark) => Math.max(b, mark.count), a), 1);

/** Single results, or cells whose size and strength say how many there are. */
function cloudSeries(cloud, n, count) {
  const share = (n) => (count > 1 ? Math.log1p(n) / Math.log1p(count) : 1);
  return {
    id: `results ${cloud.key}`,
    name: cloud.name,
    type: 'scatter',
    data: cloud.marks.map((mark, i) => ({
      value: [mark.x, mark.y],
      symbolSize: mark.cell ? 2.5 + 5.5 * share(mark.count) : 6,
      itemStyle: mark.cell ? { opacity: 0.18 + 0.42 * share(mark.count) } : undefined,
      ref: ['clouds', n, i],
    })),
    symbol: cloud.look.plain,
    symbolRotate: cloud.look.turn,
    itemStyle: { color: cloud.look.colour, opacity: 0.3 },
    emphasis: { itemStyle: { opacity: 1 }, scale: 1.5 },
    progressive: 0,
    z: 2,
  };
}

/**
 * Flat until the next point: the value attained at a bound of at most so much. The last step goes on
 * to the edge, since a larger bound is allowed to be not used up.
 */
function lineSeries(line, [kind, n], { x, isMost }, t) {
  const isOther = kind === 'others';
  const placed = line.points.filter((p) => Number.isFinite(p.x) && Number.isFinite(p.y));
  const isDense = placed.filter((p) => p.x >= x.min && p.x <= x.max).length > DENSE;
  const data = placed.map((point) => ({
    value: [point.x, point.y],
    trialId: point.trialId,
    ref: [kind, n, line.points.indexOf(point)],
  }));
  const end = (isMost ? line.points : [...line.points].reverse()).find(
    (p) => Number.isFinite(p.y) && Math.abs(p.x) !== Infinity,
  );
  const tail = end ? [{ value: [isMost ? x.min : Math.max(x.max, end.x), end.y], symbol: 'none' }] : [];
  const zero = line.points.find((p) => p.x === -Infinity);
  const head = zero && !isMost ? [{ value: [x.min, zero.y], symbol: 'none' }] : [];
  return {
    id: `${isOther ? 'other' : 'frontier'} ${line.key}`,
    name: line.name,
    type: 'line',
    step: isMost ? 'start' : 'end',
    data: isMost ? [...tail, ...data] : [...head, ...data, ...tail],
    symbol: line.look.symbol,
    symbolSize: isOther ? 6 : isDense ? 4 : 10,
    showAllSymbol: true,
    lineStyle: { color: line.look.colour, width: isOther ? 1.4 : 2, type: isOther ? 'dashed' : 'solid' },
    itemStyle: {
      color: isOther ? t.ground : line.look.colour,
      borderColor: isOther ? line.look.colour : t.ground,
      borderWidth: isDense ? 0 : 1,
    },
    emphasis: { scale: isDense ? 2.2 : 1.5, lineStyle: { width: isOther ? 1.4 : 2 } },
    z: isOther ? 4 : 5,
  };
}

/** A line where somebody asks, and a ring at each answer. */
function questionSeries(t, { x, y, name, answers }) {
  return {
    id: 'question',
    type: 'scatter',
    data: answers.map((answer) => ({
      value: [answer.x, answer.y],
      itemStyle: { borderColor: answer.look.colour },
    })),
    symbol: 'circle',
    symbolSize: 15,
    itemStyle: { color: 'transparent', borderWidth: 2.5 },
    silent: true,
    z: 7,
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [x === undefined ? { yAxis: y } : { xAxis: x }],
      lineStyle: { color: t.ink, type: 'dotted', width: 1.5 },
      label: {
        formatter: name,
        color: t.ink,
        fontFamily: t.font,
        fontSize: 11,
        position: x === undefined ? 'insideStartTop' : 'end',
        distance: 3,
        rich: { sup: { color: t.ink, fontSize: 9, padding: [0, 0, 7, 1] } },
      },
    },
  };
}

function selectedSeries(t, lines, clouds, selected) {
  const all = [...lines.flatMap((line) => line.points), ...clouds.flatMap((cloud) => cloud.marks)];
  const found = new Map(all.filter((p) => selected.has(p.trialId)).map((p) => [p.trialId, p]));
  return {
    id: 'selected',
    type: 'scatter',
    data: [...found.values()].map((p) => [p.x, p.y]),
    symbol: 'circle',
    symbolSize: 19,
    itemStyle: { color: 'transparent', borderColor: t.ink, borderWidth: 1.6 },
    silent: true,
    z: 6,
  };
}
