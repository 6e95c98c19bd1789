/**
 * Parallel coordinates: `axes` [{name, at(item), names?, log?, format}], each line
 * in `colour(item)`; those on the frontier are drawn over the others.
 */
export function parallelOption(t, { axes, items, colour }) {
  const text = { color: t.faint, fontFamily: t.font, fontSize: 11 };
  return {
    parallel: { left: 60, right: 60, top: 34, bottom: 22, axisExpandable: false },
    parallelAxis: axes.map((axis, dim) => ({
      dim,
      name: axis.name,
      type: axis.names ? 'category' : axis.log ? 'log' : 'value',
      data: axis.names,
      scale: true,
      nameTextStyle: { ...text, fontSize: 12, color: t.ink },
      nameGap: 14,
      axisLine: { lineStyle: { color: t.line, width: 1.4 } },
      axisTick: { show: false },
      minorTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...text,
        formatter: axis.names ? undefined : axis.format,
        interval: axis.names ? 0 : undefined,
        showMinLabel: true,
        showMaxLabel: true,
        textBorderColor: t.ground,
        textBorderWidth: 3,
      },
      areaSelectStyle: { width: 22, borderColor: t.ink, color: t.ink, opacity: 0.14 },
    })),
    series: [
      lines(
        'others',
        items.filter((item) => !item.onFrontier),
        1,
        items.length > 150 ? 0.3 : 0.5,
      ),
      lines(
        'frontier',
        items.filter((item) => item.onFrontier),
        2.4,
        0.95,
      ),
    ],
  };

  function lines(id, some, width, opacity) {
    return {
      id,
      type: 'parallel',
      smooth: 0.12,
      lineStyle: { width, opacity },
      inactiveOpacity: 0.03,
      activeOpacity: opacity,
      data: some.map((item) => ({
        value: axes.map((axis) => axis.at(item)),
        lineStyle: { color: colour(item), width, opacity },
        item,
      })),
    };
  }
}
