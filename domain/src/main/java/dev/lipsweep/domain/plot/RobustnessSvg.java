package dev.lipsweep.domain.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accuracy under attack against the size of the attack, a panel for each norm: what the strongest
 * attack left (solid: the true accuracy is no higher) and what is certified (dashed: no lower).
 */
public final class RobustnessSvg {
  /**
   * One trained network.
   *
   * @param name for the legend
   * @param measures of its trial; those whose names begin with {@code robust/} are drawn
   */
  public record Series(String name, Map<String, Double> measures) {
    public Series {
      measures = Map.copyOf(measures);
    }
  }

  private static final int WIDTH = 1000;
  private static final double LEGEND = 494;
  private static final double ROW = 24;
  private static final double TOP = 84;
  private static final double BOTTOM = 420;
  private static final double[][] PANELS = {{76, 500}, {560, 984}};
  private static final String[] NORMS = {"linf", "l2"};
  private static final String[] TITLES = {
    "largest change of a pixel, in units of 1/255", "Euclidean length of the change"
  };
  private static final double[] UNITS = {1.0 / 255, 1};
  private static final String INK = "#24292f";

  private final List<Series> series;
  private final StringBuilder out = new StringBuilder();

  private RobustnessSvg(List<Series> series) {
    this.series = series;
  }

  /** The picture as one SVG document in UTF-8. */
  public static String render(String title, List<Series> series) {
    return new RobustnessSvg(series).draw(title);
  }

  private String draw(String title) {
    int height = (int) (LEGEND + series.size() * ROW);
    line(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%1$d" height="%2$d" role="img" \
        font-family="'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="13">""",
        WIDTH, height);
    line("<title>%s</title>", Xml.text(title));
    line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
    text(76, 34, "font-size=\"20\" font-weight=\"bold\"", title);
    text(
        76,
        58,
        "",
        "accuracy in percent: solid under the strongest attack, dashed what no change of that size can break");
    for (int i = 0; i < NORMS.length; i++) {
      panel(i);
    }
    for (int i = 0; i < series.size(); i++) {
      double at = PANELS[0][0];
      double row = LEGEND + i * ROW;
      PlotMark mark = PlotMark.of(i);
      path(String.format(Locale.ROOT, "M%.1f %.1fh28", at, row), mark.colour(), "");
      dot(mark, at + 14, row);
      text(at + 38, row + 4.5, "", series.get(i).name());
    }
    return out.append("</svg>\n").toString();
  }

  private void panel(int index) {
    double left = PANELS[index][0];
    double right = PANELS[index][1];
    String prefix = NORMS[index] + "/";
    double high = 0.1;
    List<Double> epsilons = new ArrayList<>(List.of(0.0));
    for (Series one : series) {
      high = Math.max(high, one.measures().getOrDefault("robust/clean", 0.0));
      epsilons.addAll(curve(one, "pgd-" + prefix).keySet());
    }
    List<Double> places = epsilons.stream().distinct().sorted().toList();
    PlotAxis y = PlotAxis.percent(0, high, BOTTOM, TOP);
    for (PlotAxis.Tick tick : y.ticks()) {
      double at = y.pixel(tick.value());
      path(
          String.format(Locale.ROOT, "M%.1f %.1fH%.1f", left, at, right),
          "#e5e7eb",
          " stroke-width=\"1\"");
      text(left - 10, at + 4.5, "text-anchor=\"end\"", tick.text());
    }
    // the sizes roughly double from one to the next: equally far apart
    for (int i = 0; i < places.size(); i++) {
      String size = Double.toString(Math.round(places.get(i) / UNITS[index] * 100) / 100.0);
      text(
          at(i, places.size(), left, right),
          BOTTOM + 22,
          "text-anchor=\"middle\"",
          size.replaceAll("\\.0$", ""));
    }
    text((left + right) / 2, BOTTOM + 46, "text-anchor=\"middle\"", TITLES[index]);
    for (int i = 0; i < series.size(); i++) {
      PlotMark mark = PlotMark.of(i);
      draw(curve(series.get(i), "pgd-" + prefix), places, y, left, right, mark, "");
      draw(
          curve(series.get(i), "certified-" + prefix),
          places,
          y,
          left,
          right,
          mark,
          " stroke-dasharray=\"6 5\"");
    }
  }

  private void draw(
      SortedMap<Double, Double> curve,
      List<Double> places,
      PlotAxis y,
      double left,
      double right,
      PlotMark mark,
      String style) {
    var path = new StringBuilder();
    curve.forEach(
        (epsilon, accuracy) ->
            path.append(path.isEmpty() ? "M" : "L")
                .append(
                    "%.1f %.1f"
                        .formatted(
                            at(places.indexOf(epsilon), places.size(), left, right),
                            y.pixel(accuracy))));
    if (!path.isEmpty()) {
      path(path.toString(), mark.colour(), style);
      curve.forEach(
          (epsilon, accuracy) ->
              dot(
                  mark,
                  at(places.indexOf(epsilon), places.size(), left, right),
                  y.pixel(accuracy)));
    }
  }

  /** Accuracy by epsilon, beginning with the unchanged images at 0. */
  private static SortedMap<Double, Double> curve(Series one, String attack) {
    var curve = new TreeMap<Double, Double>();
    String prefix = "robust/" + attack;
    one.measures()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                curve.put(Double.parseDouble(name.substring(prefix.length())), value);
              }
            });
    Double clean = one.measures().get("robust/clean");
    if (!curve.isEmpty() && clean != null) {
      curve.put(0.0, clean);
    }
    return curve;
  }

  private static double at(int place, int places, double left, double right) {
    return left + 14 + (right - left - 28) * place / Math.max(1, places - 1);
  }

  private void dot(PlotMark mark, double x, double y) {
    line("<path d=\"%s\" fill=\"%s\"/>", mark.path(x, y, 4.5), mark.colour());
  }

  private void path(String data, String colour, String style) {
    String width = style.contains("stroke-width") ? "" : " stroke-width=\"2.2\"";
    line("<path d=\"%s\" fill=\"none\" stroke=\"%s\"%s%s/>", data, colour, width, style);
  }

  private void text(double x, double y, String style, String text) {
    line("<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" %s>%s</text>", x, y, INK, style, Xml.text(text));
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
