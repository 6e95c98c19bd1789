/** How many groups of diverged trials find room one above the other. */
const ROOM = 12;

const SIGNS = { infinite: '∞', diverged: '✕' };

/**
 * The axes of the strip at the right edge: it holds what has no place in the plane, so that nothing
 * is scaled to it.
 */
export function edgeAxes(t, edge, y = null) {
  if (!edge.length) {
    return { x: [], y: [] };
  }
  const text = { color: t.faint, fontFamily: t.font, fontSize: 12 };
  return {
    x: [
      {
        gridIndex: 1,
        type: 'value',
        min: 0,
        max: 2,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: t.line } },
        splitLine: { show: false },
        axisLabel: {
          ...text,
          customValues: [0.5, 1.5],
          formatter: (v) => (v < 1 ? SIGNS.infinite : SIGNS.diverged),
        },
      },
    ],
    y: [{ gridIndex: 1, type: 'value', min: y?.min, max: y?.max, show: false }],
  };
}

/**
 * Results whose bound is infinite at the height of their accuracy; trials that diverged, which have
 * none, as one mark a group. `edge`: [{why, y, look, ...}].
 */
export function edgeParts(t, edge, y) {
  if (!edge.length) {
    return [];
  }
  const diverged = edge.filter((mark) => mark.why === 'diverged');
  const step = (y.max - y.min) / Math.max(ROOM, diverged.length + 1);
  const place = (mark) =>
    mark.why === 'diverged' ? [1.5, y.min + (diverged.indexOf(mark) + 0.8) * step] : [0.5, mark.y];
  return [
    {
      items: edge,
      series: {
        id: 'edge',
        type: 'scatter',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: edge.map((mark) => ({
          value: place(mark),
          symbol: mark.why === 'diverged' ? CROSS : mark.look.plain,
          symbolSize: mark.why === 'diverged' ? 10 : 7,
          symbolRotate: mark.why === 'diverged' ? 0 : mark.look.turn,
          itemStyle: { color: mark.look.colour, opacity: mark.why === 'diverged' ? 1 : 0.6 },
        })),
        emphasis: { scale: 1.4 },
        z: 5,
      },
    },
  ];
}

const CROSS = 'path://M3 1L10 8L17 1L19 3L12 10L19 17L17 19L10 12L3 19L1 17L8 10L1 3Z';
