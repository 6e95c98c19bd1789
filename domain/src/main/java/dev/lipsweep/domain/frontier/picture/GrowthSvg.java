package dev.lipsweep.domain.frontier.picture;

import dev.lipsweep.domain.frontier.VolumeGrowth;
import dev.lipsweep.domain.plot.PlotAxis;
import dev.lipsweep.domain.plot.PlotMark;
import dev.lipsweep.domain.plot.SvgWriter;
import dev.lipsweep.domain.plot.Xml;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The hypervolume of sweeps against their compute, both in percent of the most that any of them
 * has: a step line for each, up to where it ended.
 */
public final class GrowthSvg {
  private static final String TITLE = "Hypervolume for compute";
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 560;
  private static final PlotAxis X = PlotAxis.percent(0, 1, 76, 984);
  private static final PlotAxis Y = PlotAxis.percent(0, 1, 430, 64);
  private static final double LEGEND = 508;
  private static final double COLUMN = 454;

  private final SvgWriter svg = new SvgWriter();
  private final double steps;
  private final double volume;

  /**
   * A sweep's growth.
   *
   * @param name for the legend
   */
  public record Line(String name, VolumeGrowth growth) {}

  private GrowthSvg(List<Line> lines) {
    steps = most(lines, VolumeGrowth::steps);
    volume = most(lines, VolumeGrowth::volume);
  }

  /**
   * The most that any of them has, to divide by: more than nothing, as a single result spans no
   * volume.
   */
  public static double most(List<Line> lines, ToDoubleFunction<VolumeGrowth> of) {
    double most = lines.stream().map(Line::growth).mapToDouble(of).max().orElse(0);
    return Math.max(most, Double.MIN_NORMAL);
  }

  /** The picture as one SVG document in UTF-8. */
  public static String render(List<Line> lines) {
    return new GrowthSvg(lines).draw(lines);
  }

  private String draw(List<Line> lines) {
    int height = HEIGHT + (lines.size() - 1) / 2 * (int) Legend.ROW;
    svg.line(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%1$d" height="%2$d" role="img" \
        font-family="'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="13">""",
        WIDTH, height);
    svg.line("<title>%s</title>", Xml.text(TITLE));
    svg.line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
    svg.text(X.fromPixel(), 36, SvgWriter.INK, "font-size=\"20\" font-weight=\"bold\"", TITLE);
    axes();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      PlotMark mark = PlotMark.of(i);
      line(line.growth(), mark);
      double left = X.fromPixel() + i % 2 * COLUMN;
      double row = LEGEND + i / 2 * Legend.ROW;
      svg.rule(left, row, left + 28, row, mark.colour(), 2.2);
      svg.text(left + 38, row + 4.5, SvgWriter.INK, "", line.name());
    }
    svg.line("</svg>");
    return svg.toString();
  }

  private void axes() {
    for (PlotAxis.Tick tick : Y.ticks()) {
      double at = Y.pixel(tick.value());
      svg.rule(X.fromPixel(), at, X.toPixel(), at, SvgWriter.GRID, 1);
      svg.text(X.fromPixel() - 10, at + 4.5, SvgWriter.INK, "text-anchor=\"end\"", tick.text());
    }
    for (PlotAxis.Tick tick : X.ticks()) {
      double at = X.pixel(tick.value());
      svg.rule(at, Y.fromPixel(), at, Y.toPixel(), SvgWriter.GRID, 1);
      svg.text(at, Y.fromPixel() + 22, SvgWriter.INK, "text-anchor=\"middle\"", tick.text());
    }
    svg.text(
        (X.fromPixel() + X.toPixel()) / 2,
        Y.fromPixel() + 48,
        SvgWriter.INK,
        "text-anchor=\"middle\" font-size=\"14\"",
        String.format(Locale.ROOT, "compute (%% of %,.0f steps)", steps));
    svg.line(
        "<text transform=\"translate(24 %.1f) rotate(-90)\" text-anchor=\"middle\" font-size=\"14\" fill=\"%s\">hypervolume (%%)</text>",
        (Y.fromPixel() + Y.toPixel()) / 2, SvgWriter.INK);
  }

  private void line(VolumeGrowth growth, PlotMark mark) {
    var path = new StringBuilder();
    path.append(String.format(Locale.ROOT, "M%.1f %.1f", X.pixel(0), Y.pixel(0)));
    for (VolumeGrowth.At at : growth.points()) {
      path.append(
          String.format(
              Locale.ROOT,
              "H%.1fV%.1f",
              X.pixel(at.steps() / steps),
              Y.pixel(at.volume() / volume)));
    }
    svg.line(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\" stroke-linejoin=\"round\"/>",
        path, mark.colour());
    if (!growth.points().isEmpty()) {
      svg.line(
          "<path d=\"%s\" fill=\"%s\"/>",
          mark.path(X.pixel(growth.steps() / steps), Y.pixel(growth.volume() / volume), 5.6),
          mark.colour());
    }
  }
}
