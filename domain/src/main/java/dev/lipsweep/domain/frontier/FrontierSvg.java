package dev.lipsweep.domain.frontier;

import dev.lipsweep.domain.plot.PlotAxis;
import dev.lipsweep.domain.plot.PlotMark;
import dev.lipsweep.domain.plot.Xml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The frontier as a picture: the bound on a logarithmic axis against accuracy in percent. Every
 * result is a faint mark, every group's frontier a step line (a line between two points would
 * promise what nobody attained), and the frontier of everything lies underneath as a grey band.
 */
public final class FrontierSvg {
  /**
   * A group of results that share a method.
   *
   * @param name for the legend, such as {@code muon, spectral_soft_cap}
   * @param results every result, on the frontier or not
   * @param front the group's own frontier
   */
  public record Series(String name, List<Dot> results, List<Dot> front) {
    public Series {
      results = List.copyOf(results);
      front = List.copyOf(front);
    }
  }

  /**
   * One result.
   *
   * @param log10Bound +inf is drawn at the right edge, -inf at the left; NaN is left out and
   *     counted in a footnote
   * @param accuracy a share in [0, 1]
   * @param label shown when the pointer rests on it; may be empty
   */
  public record Dot(double log10Bound, double accuracy, String label) {
    boolean isKnown() {
      return !Double.isNaN(log10Bound) && !Double.isNaN(accuracy);
    }
  }

  static final int WIDTH = 1000;
  private static final int LEAST_HEIGHT = 600;
  private static final double LEFT = 76;
  private static final double RIGHT = 742;
  private static final double TOP = 76;
  private static final double BELOW = 74;
  private static final double EDGE = 34;
  private static final double LEGEND = RIGHT + 28;
  private static final double ROW = 24;
  private static final int LONGEST_NAME = 27;
  private static final int MOST_NAMED = 40;
  private static final String INK = "#24292f";
  private static final String SOFT = "#57606a";

  private final String title;
  private final List<Series> series;
  private final List<Dot> known;
  private final List<Dot> overall;
  private final double bottom;
  private final boolean anyInfinite;
  private final boolean anyZero;
  private final PlotAxis x;
  private final PlotAxis y;
  private final StringBuilder out = new StringBuilder();

  private FrontierSvg(String title, List<Series> series) {
    this.title = title;
    this.series = series;
    this.known = series.stream().flatMap(FrontierSvg::dots).filter(Dot::isKnown).toList();
    this.overall = frontOf(known);
    double height = Math.max(LEAST_HEIGHT, TOP + (legendRows() + 4) * ROW + BELOW);
    this.bottom = height - BELOW;
    this.anyInfinite = known.stream().anyMatch(dot -> dot.log10Bound() == Double.POSITIVE_INFINITY);
    this.anyZero = known.stream().anyMatch(dot -> dot.log10Bound() == Double.NEGATIVE_INFINITY);
    double from = LEFT + (anyZero ? EDGE : 0);
    double to = RIGHT - (anyInfinite ? EDGE : 0);
    double[] bounds = range(Dot::log10Bound, 0, 1);
    double[] accuracies = range(Dot::accuracy, 0, 1);
    this.x = PlotAxis.decades(bounds[0], bounds[1], from, to);
    this.y = PlotAxis.percent(accuracies[0], accuracies[1], bottom, TOP);
  }

  /** The picture as one SVG document in UTF-8, light background, readable without colour. */
  public static String render(String title, List<Series> series) {
    return new FrontierSvg(title, series).draw();
  }

  private String draw() {
    head();
    edges();
    grid();
    bandOfOverall();
    for (int i = 0; i < series.size(); i++) {
      results(series.get(i), PlotMark.of(i));
    }
    for (int i = 0; i < series.size(); i++) {
      front(series.get(i), PlotMark.of(i));
    }
    frame();
    legend();
    out.append("</svg>\n");
    return out.toString();
  }

  private void head() {
    double height = bottom + BELOW;
    line(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %.0f" width="%1$d" height="%2$.0f" \
        role="img" aria-labelledby="frontier-title frontier-desc" \
        font-family="'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="13">""",
        WIDTH, height);
    line("<title id=\"frontier-title\">%s</title>", Xml.text(title));
    line("<desc id=\"frontier-desc\">%s</desc>", Xml.text(description()));
    line("<rect width=\"%d\" height=\"%.0f\" fill=\"#ffffff\"/>", WIDTH, height);
    text(LEFT, 36, "font-size=\"20\" font-weight=\"bold\" fill=\"" + INK + "\"", title);
    text(LEFT, 57, "fill=\"" + SOFT + "\"", summary());
  }

  private String summary() {
    long without =
        series.stream().flatMap(s -> s.results().stream()).filter(d -> !d.isKnown()).count();
    String text =
        "%d results, %d on the overall frontier"
            .formatted(series.stream().mapToInt(s -> s.results().size()).sum(), overall.size());
    return without == 0 ? text : text + "; " + without + " without a known bound not drawn";
  }

  private String description() {
    var text =
        new StringBuilder("Lipschitz bound on a logarithmic axis against validation accuracy. ");
    text.append(summary()).append('.');
    for (Dot dot : overall) {
      text.append(
          String.format(
              Locale.ROOT,
              " %.1f %% at a bound of %s.",
              100 * dot.accuracy(),
              dev.lipsweep.domain.bound.LogBound.ofLog10(dot.log10Bound()).text()));
      if (text.length() > 2000) {
        return text.append(" And so on.").toString();
      }
    }
    return text.toString();
  }

  /** Bounds of zero and infinity have no place on a logarithmic axis: a strip at each edge. */
  private void edges() {
    if (anyInfinite) {
      edge(RIGHT - EDGE, "∞");
    }
    if (anyZero) {
      edge(LEFT, "0");
    }
  }

  private void edge(double left, String name) {
    line(
        "<rect class=\"edge\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#f3f4f6\"/>",
        left, TOP, EDGE, bottom - TOP);
    text(left + EDGE / 2, bottom + 21, "text-anchor=\"middle\" fill=\"" + INK + "\"", name);
  }

  private void grid() {
    for (PlotAxis.Tick tick : y.ticks()) {
      double at = y.pixel(tick.value());
      rule(LEFT, at, RIGHT, at, "#e5e7eb", 1);
      text(LEFT - 10, at + 4.5, "text-anchor=\"end\" fill=\"" + INK + "\"", tick.text());
    }
    for (double minor : x.minor()) {
      rule(x.pixel(minor), bottom, x.pixel(minor), bottom + 4, "#9ca3af", 1);
    }
    for (PlotAxis.Tick tick : x.ticks()) {
      double at = x.pixel(tick.value());
      rule(at, TOP, at, bottom, "#e5e7eb", 1);
      rule(at, bottom, at, bottom + 7, SOFT, 1);
      line(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"%s\">%s<tspan dy=\"-5\" font-size=\"10\">%s</tspan></text>",
          at, bottom + 23, INK, tick.text(), tick.power().replace('-', '−'));
    }
    text(
        (LEFT + RIGHT) / 2,
        bottom + 52,
        "text-anchor=\"middle\" font-size=\"14\" fill=\"" + INK + "\"",
        "Lipschitz bound of the logits, RMS per RMS (log scale, smaller is better)");
    line(
        "<text transform=\"translate(24 %.1f) rotate(-90)\" text-anchor=\"middle\" font-size=\"14\" fill=\"%s\">validation accuracy (%%)</text>",
        (TOP + bottom) / 2, INK);
  }

  private void bandOfOverall() {
    if (!overall.isEmpty()) {
      line(
          "<path class=\"overall\" d=\"%s\" fill=\"none\" stroke=\"#111827\" stroke-opacity=\"0.16\" stroke-width=\"11\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>",
          steps(overall));
    }
  }

  private void results(Series group, PlotMark mark) {
    line(
        "<g class=\"results\" fill=\"%s\" fill-opacity=\"0.28\" stroke=\"%1$s\" stroke-opacity=\"0.5\" stroke-width=\"0.7\">",
        mark.colour());
    var taken =
        new HashSet<String>(); // one mark a pixel, so that 100,000 results stay a small file
    for (Dot dot : group.results()) {
      if (dot.isKnown() && taken.add(Math.round(xOf(dot)) + "," + Math.round(yOf(dot)))) {
        mark(mark, dot, 4);
      }
    }
    line("</g>");
  }

  private void front(Series group, PlotMark mark) {
    List<Dot> front = frontOf(group.front());
    if (front.isEmpty()) {
      return;
    }
    line("<g class=\"front\" fill=\"%s\" stroke=\"#ffffff\" stroke-width=\"1\">", mark.colour());
    line(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\" stroke-linejoin=\"round\"/>",
        steps(front), mark.colour());
    Dot last = front.getLast();
    line(
        "<path d=\"M%.1f %.1fH%.1f\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\" stroke-opacity=\"0.55\" stroke-dasharray=\"2 4\"/>",
        xOf(last), yOf(last), RIGHT, mark.colour());
    front.forEach(dot -> mark(mark, dot, 5.6));
    line("</g>");
  }

  private void mark(PlotMark mark, Dot dot, double radius) {
    String tip = dot.label().isEmpty() ? "" : "<title>" + Xml.text(dot.label()) + "</title>";
    line("<path d=\"%s\">%s</path>", mark.path(xOf(dot), yOf(dot), radius), tip);
  }

  private void frame() {
    rule(LEFT, bottom, RIGHT, bottom, SOFT, 1.2);
    rule(LEFT, TOP, LEFT, bottom, SOFT, 1.2);
  }

  private void legend() {
    double at = TOP + 12;
    for (int i = 0; i < Math.min(series.size(), MOST_NAMED); i++) {
      PlotMark mark = PlotMark.of(i);
      rule(LEGEND, at, LEGEND + 28, at, mark.colour(), 2.2);
      line(
          "<path d=\"%s\" fill=\"%s\" stroke=\"#ffffff\" stroke-width=\"1\"/>",
          mark.path(LEGEND + 14, at, 5.6), mark.colour());
      text(LEGEND + 38, at + 4.5, "fill=\"" + INK + "\"", shortened(series.get(i).name()));
      at += ROW;
    }
    if (series.size() > MOST_NAMED) {
      text(
          LEGEND + 38,
          at + 4.5,
          "fill=\"" + SOFT + "\"",
          "and %d more".formatted(series.size() - MOST_NAMED));
      at += ROW;
    }
    at += 10;
    line(
        "<path d=\"M%.1f %.1fh28\" stroke=\"#111827\" stroke-opacity=\"0.16\" stroke-width=\"11\" stroke-linecap=\"round\"/>",
        LEGEND, at);
    text(LEGEND + 38, at + 4.5, "fill=\"" + INK + "\"", "overall frontier");
    at += ROW;
    line(
        "<path d=\"%s\" fill=\"%s\" fill-opacity=\"0.28\" stroke=\"%2$s\" stroke-opacity=\"0.5\" stroke-width=\"0.7\"/>",
        PlotMark.of(0).path(LEGEND + 14, at, 4), SOFT);
    text(LEGEND + 38, at + 4.5, "fill=\"" + INK + "\"", "faint: off its frontier");
  }

  private int legendRows() {
    return Math.min(series.size(), MOST_NAMED) + (series.size() > MOST_NAMED ? 1 : 0);
  }

  /**
   * A step line through a frontier. A dotted line leads on to the right edge, since a larger bound
   * allows no less.
   */
  private String steps(List<Dot> front) {
    var path = new StringBuilder();
    for (Dot dot : front) {
      path.append(
          path.isEmpty()
              ? String.format(Locale.ROOT, "M%.1f %.1f", xOf(dot), yOf(dot))
              : String.format(Locale.ROOT, "H%.1fV%.1f", xOf(dot), yOf(dot)));
    }
    return path.toString();
  }

  private double xOf(Dot dot) {
    if (Double.isInfinite(dot.log10Bound())) {
      return dot.log10Bound() > 0 ? RIGHT - EDGE / 2 : LEFT + EDGE / 2;
    }
    return x.pixel(dot.log10Bound());
  }

  private double yOf(Dot dot) {
    return y.pixel(dot.accuracy());
  }

  private double[] range(ToDoubleFunction<Dot> of, double ifNoneLow, double ifNoneHigh) {
    double[] values = known.stream().mapToDouble(of).filter(Double::isFinite).sorted().toArray();
    return values.length == 0
        ? new double[] {ifNoneLow, ifNoneHigh}
        : new double[] {values[0], values[values.length - 1]};
  }

  private static Stream<Dot> dots(Series series) {
    return Stream.concat(series.results().stream(), series.front().stream());
  }

  private static List<Dot> frontOf(List<Dot> dots) {
    List<Dot> known = dots.stream().filter(Dot::isKnown).toList();
    var points = new ArrayList<Frontier.Point>();
    for (int i = 0; i < known.size(); i++) {
      points.add(new Frontier.Point(known.get(i).log10Bound(), known.get(i).accuracy(), i));
    }
    return Frontier.of(points).stream().map(point -> known.get((int) point.order())).toList();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  private void rule(double x1, double y1, double x2, double y2, String colour, double width) {
    line(
        "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
        x1, y1, x2, y2, colour, width);
  }

  private void text(double x, double y, String style, String text) {
    line("<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>", x, y, style, Xml.text(text));
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
