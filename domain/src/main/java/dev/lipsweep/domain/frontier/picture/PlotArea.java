package dev.lipsweep.domain.frontier.picture;

import dev.lipsweep.domain.plot.PlotAxis;
import dev.lipsweep.domain.plot.SvgWriter;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rectangle that results are drawn in: its axes, its grid and where a result lies in it. */
final class PlotArea {
  static final double LEFT = 76;
  static final double RIGHT = 742;
  static final double TOP = 76;
  private static final double EDGE = 34;

  private final double bottom;
  private final boolean anyInfinite;
  private final boolean anyZero;
  private final PlotAxis x;
  private final PlotAxis y;

  /**
   * @param dots everything that has to find room
   */
  PlotArea(List<Dot> dots, double bottom) {
    this.bottom = bottom;
    this.anyInfinite = dots.stream().anyMatch(dot -> dot.log10Bound() == Double.POSITIVE_INFINITY);
    this.anyZero = dots.stream().anyMatch(dot -> dot.log10Bound() == Double.NEGATIVE_INFINITY);
    double from = LEFT + (anyZero ? EDGE : 0);
    double to = RIGHT - (anyInfinite ? EDGE : 0);
    double[] bounds = range(dots, Dot::log10Bound);
    double[] accuracies = range(dots, Dot::accuracy);
    this.x = PlotAxis.decades(bounds[0], bounds[1], from, to);
    this.y = PlotAxis.percent(accuracies[0], accuracies[1], bottom, TOP);
  }

  double x(double log10Bound) {
    if (Double.isInfinite(log10Bound)) {
      return log10Bound > 0 ? RIGHT - EDGE / 2 : LEFT + EDGE / 2;
    }
    return x.pixel(log10Bound);
  }

  double y(double accuracy) {
    return y.pixel(accuracy);
  }

  double bottom() {
    return bottom;
  }

  void draw(SvgWriter svg) {
    edges(svg);
    for (PlotAxis.Tick tick : y.ticks()) {
      double at = y.pixel(tick.value());
      svg.rule(LEFT, at, RIGHT, at, SvgWriter.GRID, 1);
      svg.text(LEFT - 10, at + 4.5, SvgWriter.INK, "text-anchor=\"end\"", tick.text());
    }
    for (double minor : x.minor()) {
      svg.rule(x.pixel(minor), bottom, x.pixel(minor), bottom + 4, "#9ca3af", 1);
    }
    for (PlotAxis.Tick tick : x.ticks()) {
      double at = x.pixel(tick.value());
      svg.rule(at, TOP, at, bottom, SvgWriter.GRID, 1);
      svg.rule(at, bottom, at, bottom + 7, SvgWriter.SOFT, 1);
      svg.line(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"%s\">%s<tspan dy=\"-5\" font-size=\"10\">%s</tspan></text>",
          at, bottom + 23, SvgWriter.INK, tick.text(), tick.power().replace('-', '−'));
    }
    svg.text(
        (LEFT + RIGHT) / 2,
        bottom + 52,
        SvgWriter.INK,
        "text-anchor=\"middle\" font-size=\"14\"",
        "Lipschitz bound of the logits, RMS per RMS (log scale, smaller is better)");
    svg.line(
        "<text transform=\"translate(24 %.1f) rotate(-90)\" text-anchor=\"middle\" font-size=\"14\" fill=\"%s\">validation accuracy (%%)</text>",
        (TOP + bottom) / 2, SvgWriter.INK);
  }

  /** The axes themselves, over everything that was drawn. */
  void frame(SvgWriter svg) {
    svg.rule(LEFT, bottom, RIGHT, bottom, SvgWriter.SOFT, 1.2);
    svg.rule(LEFT, TOP, LEFT, bottom, SvgWriter.SOFT, 1.2);
  }

  /** Bounds of zero and infinity have no place on a logarithmic axis: a strip at each edge. */
  private void edges(SvgWriter svg) {
    if (anyInfinite) {
      edge(svg, RIGHT - EDGE, "∞");
    }
    if (anyZero) {
      edge(svg, LEFT, "0");
    }
  }

  private void edge(SvgWriter svg, double left, String name) {
    svg.line(
        "<rect class=\"edge\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#f3f4f6\"/>",
        left, TOP, EDGE, bottom - TOP);
    svg.text(left + EDGE / 2, bottom + 21, SvgWriter.INK, "text-anchor=\"middle\"", name);
  }

  private static double[] range(List<Dot> dots, ToDoubleFunction<Dot> of) {
    double[] values = dots.stream().mapToDouble(of).filter(Double::isFinite).sorted().toArray();
    return values.length == 0
        ? new double[] {0, 1}
        : new double[] {values[0], values[values.length - 1]};
  }
}
