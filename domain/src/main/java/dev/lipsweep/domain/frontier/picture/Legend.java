package dev.lipsweep.domain.frontier.picture;

import dev.lipsweep.domain.plot.PlotMark;
import dev.lipsweep.domain.plot.SvgWriter;
import java.util.List;

/** What the colours, marks and shades mean, at the right of the plot. */
final class Legend {
  static final double ROW = 24;
  private static final double LEFT = PlotArea.RIGHT + 28;
  private static final double TEXT = LEFT + 38;
  private static final int LONGEST_NAME = 44;

  /** Of a character, in the widest of the fonts. */
  private static final double CHARACTER = 8;

  private static final int MOST_NAMED = 40;

  private final List<Series> series;
  private final SvgWriter svg;
  private double at = PlotArea.TOP + 12;

  Legend(List<Series> series, SvgWriter svg) {
    this.series = series;
    this.svg = svg;
  }

  /** Rows that the legend of these series takes, all told. */
  static int rows(List<Series> series) {
    return Math.min(series.size(), MOST_NAMED) + (series.size() > MOST_NAMED ? 1 : 0) + 4;
  }

  /** How far to the right its names reach. */
  static double right(List<Series> series) {
    int longest =
        series.stream()
            .limit(MOST_NAMED)
            .mapToInt(one -> shortened(one.name()).length())
            .max()
            .orElse(0);
    return TEXT + longest * CHARACTER;
  }

  void draw() {
    for (int i = 0; i < Math.min(series.size(), MOST_NAMED); i++) {
      PlotMark mark = PlotMark.of(i);
      svg.rule(LEFT, at, LEFT + 28, at, mark.colour(), 2.2);
      svg.line(
          "<path d=\"%s\" fill=\"%s\" stroke=\"#ffffff\" stroke-width=\"1\"/>",
          mark.path(LEFT + 14, at, 5.6), mark.colour());
      row(shortened(series.get(i).name()), SvgWriter.INK);
    }
    if (series.size() > MOST_NAMED) {
      row("and %d more".formatted(series.size() - MOST_NAMED), SvgWriter.SOFT);
    }
    at += 10;
    svg.line(
        "<path d=\"M%.1f %.1fh28\" stroke=\"#111827\" stroke-opacity=\"0.16\" stroke-width=\"11\" stroke-linecap=\"round\"/>",
        LEFT, at);
    row("overall frontier", SvgWriter.INK);
    if (series.stream().anyMatch(one -> !one.band().steps().isEmpty())) {
      svg.line(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"28\" height=\"13\" fill=\"%s\" fill-opacity=\"0.2\"/>",
          LEFT, at - 6.5, SvgWriter.SOFT);
      row("most resamples of the seeds", SvgWriter.INK);
    }
    svg.line(
        "<path d=\"%s\" fill=\"%s\" fill-opacity=\"0.28\" stroke=\"%2$s\" stroke-opacity=\"0.5\" stroke-width=\"0.7\"/>",
        PlotMark.of(0).path(LEFT + 14, at, 4), SvgWriter.SOFT);
    row("faint: off its frontier", SvgWriter.INK);
  }

  private void row(String text, String colour) {
    svg.text(TEXT, at + 4.5, colour, "", text);
    at += ROW;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
