package dev.lipsweep.domain.frontier.picture;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.plot.PlotMark;
import dev.lipsweep.domain.plot.SvgWriter;
import dev.lipsweep.domain.plot.Xml;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The frontier as a picture: the bound on a logarithmic axis against accuracy in percent. Every
 * result is a faint mark, every group's frontier a step line on its band, and the frontier of
 * everything lies underneath as a grey stroke.
 */
public final class FrontierSvg {
  private static final int LEAST_WIDTH = 1000;
  private static final int LEAST_HEIGHT = 600;
  private static final double BELOW = 74;
  private static final int LONGEST_DESCRIPTION = 2000;

  private final String title;
  private final String note;
  private final List<Series> series;
  private final List<Dot> overall;
  private final PlotArea area;
  private final SvgWriter svg = new SvgWriter();

  private FrontierSvg(String title, String note, List<Series> series) {
    this.title = title;
    this.note = note;
    this.series = series;
    List<Dot> known = series.stream().flatMap(Series::dots).filter(Dot::isKnown).toList();
    this.overall = Series.frontOf(known);
    double height = Math.max(LEAST_HEIGHT, PlotArea.TOP + Legend.rows(series) * Legend.ROW + BELOW);
    this.area = new PlotArea(withBands(known), height - BELOW);
  }

  /** The picture without a note. */
  public static String render(String title, List<Series> series) {
    return render(title, "", series);
  }

  /**
   * The picture as one SVG document in UTF-8, light background, readable without colour.
   *
   * @param note what else there is to say under the title; may be empty
   */
  public static String render(String title, String note, List<Series> series) {
    return new FrontierSvg(title, note, series).draw();
  }

  private String draw() {
    head();
    area.draw(svg);
    stroke();
    each(this::band);
    each(this::results);
    each(this::front);
    area.frame(svg);
    new Legend(series, svg).draw();
    svg.line("</svg>");
    return svg.toString();
  }

  /** Draws one series in its own colour and mark. */
  private interface Part {
    void draw(Series one, PlotMark mark);
  }

  private void each(Part part) {
    for (int i = 0; i < series.size(); i++) {
      part.draw(series.get(i), PlotMark.of(i));
    }
  }

  private void head() {
    double height = area.bottom() + BELOW;
    double width = Math.max(LEAST_WIDTH, Legend.right(series));
    svg.line(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%1$.0f" height="%2$.0f" \
        role="img" aria-labelledby="frontier-title frontier-desc" \
        font-family="'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="13">""",
        width, height);
    svg.line("<title id=\"frontier-title\">%s</title>", Xml.text(title));
    svg.line("<desc id=\"frontier-desc\">%s</desc>", Xml.text(description()));
    svg.line("<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>", width, height);
    svg.text(PlotArea.LEFT, 36, SvgWriter.INK, "font-size=\"20\" font-weight=\"bold\"", title);
    svg.text(PlotArea.LEFT, 57, SvgWriter.SOFT, "", summary());
  }

  private String summary() {
    int results = series.stream().mapToInt(one -> one.results().size()).sum();
    long unknown =
        series.stream().flatMap(one -> one.results().stream()).filter(d -> !d.isKnown()).count();
    String text = "%d results, %d on the overall frontier".formatted(results, overall.size());
    text += unknown == 0 ? "" : "; " + unknown + " without a known bound not drawn";
    return note.isEmpty() ? text : text + "; " + note;
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
              LogBound.ofLog10(dot.log10Bound()).text()));
      if (text.length() > LONGEST_DESCRIPTION) {
        return text.append(" And so on.").toString();
      }
    }
    return text.toString();
  }

  private void stroke() {
    if (!overall.isEmpty()) {
      svg.line(
          "<path class=\"overall\" d=\"%s\" fill=\"none\" stroke=\"#111827\" stroke-opacity=\"0.16\" stroke-width=\"11\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>",
          StepPath.line(overall, area));
    }
  }

  /** As far as the group's own results go: beyond, nothing is known but that it does not fall. */
  private void band(Series one, PlotMark mark) {
    double until =
        one.results().stream()
            .mapToDouble(Dot::log10Bound)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NEGATIVE_INFINITY);
    String path = StepPath.band(one.band(), until, area);
    if (!path.isEmpty()) {
      svg.line(
          "<path class=\"band\" d=\"%s\" fill=\"%s\" fill-opacity=\"0.17\"/>", path, mark.colour());
    }
  }

  private void results(Series one, PlotMark mark) {
    svg.line(
        "<g class=\"results\" fill=\"%s\" fill-opacity=\"0.28\" stroke=\"%1$s\" stroke-opacity=\"0.5\" stroke-width=\"0.7\">",
        mark.colour());
    // one mark a pixel, so that 100,000 results stay a small file
    var taken = new HashSet<Long>();
    for (Dot dot : one.results()) {
      if (dot.isKnown() && taken.add(pixel(dot))) {
        mark(mark, dot, 4);
      }
    }
    svg.line("</g>");
  }

  private long pixel(Dot dot) {
    return Math.round(area.x(dot.log10Bound())) << 32 | Math.round(area.y(dot.accuracy()));
  }

  /** A dotted line leads on to the right edge, since a larger bound allows no less. */
  private void front(Series one, PlotMark mark) {
    if (one.front().isEmpty()) {
      return;
    }
    svg.line(
        "<g class=\"front\" fill=\"%s\" stroke=\"#ffffff\" stroke-width=\"1\">", mark.colour());
    svg.line(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\" stroke-linejoin=\"round\"/>",
        StepPath.line(one.front(), area), mark.colour());
    Dot last = one.front().getLast();
    svg.line(
        "<path d=\"M%.1f %.1fH%.1f\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\" stroke-opacity=\"0.55\" stroke-dasharray=\"2 4\"/>",
        area.x(last.log10Bound()), area.y(last.accuracy()), PlotArea.RIGHT, mark.colour());
    one.front().forEach(dot -> mark(mark, dot, 5.6));
    svg.line("</g>");
  }

  private void mark(PlotMark mark, Dot dot, double radius) {
    String tip = dot.label().isEmpty() ? "" : "<title>" + Xml.text(dot.label()) + "</title>";
    svg.line(
        "<path d=\"%s\">%s</path>",
        mark.path(area.x(dot.log10Bound()), area.y(dot.accuracy()), radius), tip);
  }

  /** The dots, and the corners of the bands, which have to find room too. */
  private List<Dot> withBands(List<Dot> known) {
    Stream<Dot> corners =
        series.stream()
            .flatMap(one -> one.band().steps().stream())
            .flatMap(
                step ->
                    Stream.of(
                        new Dot(step.log10Bound(), step.low(), ""),
                        new Dot(step.log10Bound(), step.high(), "")))
            .filter(Dot::isKnown);
    return Stream.concat(known.stream(), corners).toList();
  }
}
