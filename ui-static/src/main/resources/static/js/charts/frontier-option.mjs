import { axis, tooltip } from './chart.mjs';
import { bandSeries } from './frontier-band.mjs';
import { edgeAxes, edgeParts } from './frontier-edge.mjs';
import { exactRange, roundRange } from './scale.mjs';
import { corners, stepsSeries } from './steps.mjs';

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
 *
 * The chart draws bare numbers many times faster than data with properties of their own, so it is
 * asked by index: `at(event)` is the {item, group} that something in the chart stands for, and
 * `place(trialId)` where a line has the point of a trial.
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
  const parts = [
    ...clouds.map((cloud) => cloudPart(cloud, most(clouds))),
    ...lines
      .filter((line) => bands.has(line.key))
      .map((line) => ({ series: bandSeries(line, bands.get(line.key), frame) })),
    ...others.flatMap((line) => lineParts(line, 'other', frame, t)),
    ...lines.flatMap((line) => lineParts(line, 'frontier', frame, t)),
    ...edgeParts(t, edge, y),
    ...(question ? [{ series: questionSeries(t, question) }] : []),
    { series: selectedSeries(t, lines, clouds, selected) },
  ];
  const byId = new Map(parts.map(({ series, items, group }) => [series.id, { items, group }]));
  const at = ({ seriesId, dataIndex }) => {
    const { items, group } = byId.get(seriesId) ?? {};
    const item = items?.[dataIndex];
    return item ? { item, group: group ?? item } : null;
  };
  const option = {
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
        const found = at(p);
        return found ? describe(found.item, found.group) : '';
      },
      { trigger: 'item' },
    ),
    series: parts.map(({ series }) => series),
  };
  return { option, at, place: (trialId) => place(parts, trialId) };
}

/** Where the point of a trial is drawn; null if it is on no line. */
function place(parts, trialId) {
  for (const { series, items } of parts.filter((part) => part.isLine)) {
    const dataIndex = items.findIndex((item) => item.trialId === trialId);
    if (dataIndex >= 0) {
      return { seriesId: series.id, dataIndex };
    }
  }
  return null;
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
function cloudPart(cloud, count) {
  const share = (n) => (count > 1 ? Math.log1p(n) / Math.log1p(count) : 1);
  const { marks, look } = cloud;
  const { colour } = look;
  return {
    group: cloud,
    items: marks,
    series: {
      id: `results ${cloud.key}`,
      name: cloud.name,
      type: 'scatter',
      data: marks.map((mark) => [mark.x, mark.y]),
      symbol: look.plain,
      symbolRotate: look.turn,
      symbolSize: (_, { dataIndex: i }) => (marks[i].cell ? 2.5 + 5.5 * share(marks[i].count) : 6),
      itemStyle: {
        color: ({ dataIndex: i }) =>
          faint(colour, marks[i].cell ? 0.18 + 0.42 * share(marks[i].count) : 0.3),
      },
      emphasis: { itemStyle: { color: colour }, scale: 1.5 },
      progressive: 0,
      z: 2,
    },
  };
}

/** A colour `#rrggbb` that what lies behind it shines through, as every reader of SVG understands it. */
function faint(colour, opacity) {
  const parts = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  return `rgba(${parts}, ${opacity.toFixed(3)})`;
}

/**
 * The steps of a line, and its points. Flat until the next point: the value attained at a bound of at
 * most so much. The last step goes on to the edge, since a larger bound is allowed to be not used up.
 */
function lineParts(line, kind, { x, isMost }, t) {
  const isOther = kind === 'other';
  const { colour, plain, symbol, turn } = line.look;
  const placed = line.points.filter((p) => Number.isFinite(p.x) && Number.isFinite(p.y));
  const isDense = placed.filter((p) => p.x >= x.min && p.x <= x.max).length > DENSE;
  const points = placed.map((p) => [p.x, p.y]);
  const end = (isMost ? line.points : [...line.points].reverse()).find(
    (p) => Number.isFinite(p.y) && Math.abs(p.x) !== Infinity,
  );
  const tail = end ? [[isMost ? x.min : Math.max(x.max, end.x), end.y]] : [];
  const zero = line.points.find((p) => p.x === -Infinity);
  const head = zero && !isMost ? [[x.min, zero.y]] : [];
  const z = isOther ? 4 : 5;
  return [
    {
      series: stepsSeries({
        id: `steps of ${kind} ${line.key}`,
        corners: corners(isMost ? [...tail, ...points] : [...head, ...points, ...tail], { isBefore: isMost }),
        colour,
        width: isOther ? 1.4 : 2,
        dash: isOther ? 'dashed' : 'solid',
        z,
      }),
    },
    {
      group: line,
      items: placed,
      isLine: true,
      series: {
        id: `${kind} ${line.key}`,
        name: line.name,
        type: 'scatter',
        data: points,
        symbol: isDense ? plain : symbol,
        symbolRotate: isDense ? turn : 0,
        symbolSize: isOther ? 6 : isDense ? 4 : 10,
        itemStyle: {
          color: isOther ? t.ground : colour,
          borderColor: isOther ? colour : t.ground,
          borderWidth: isDense ? 0 : 1,
        },
        emphasis: { scale: isDense ? 2.2 : 1.5 },
        progressive: 0,
        z,
      },
    },
  ];
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
