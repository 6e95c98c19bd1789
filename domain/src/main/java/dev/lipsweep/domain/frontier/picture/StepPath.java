package dev.lipsweep.domain.frontier.picture;

import dev.lipsweep.domain.frontier.statistics.Band;
import java.util.List;
import java.util.Locale;

/**
 * Path data of what rises in steps. Nothing is ever drawn aslant: a line between two points would
 * promise what nobody attained.
 */
final class StepPath {
  private StepPath() {}

  static String line(List<Dot> front, PlotArea area) {
    var path = new StringBuilder();
    for (Dot dot : front) {
      double x = area.x(dot.log10Bound());
      double y = area.y(dot.accuracy());
      path.append(path.isEmpty() ? format("M%.1f %.1f", x, y) : format("H%.1fV%.1f", x, y));
    }
    return path.toString();
  }

  /**
   * There along the upper edge, back along the lower one.
   *
   * @param until log10 bound where the band ends
   * @return empty if there is nothing to draw
   */
  static String band(Band band, double until, PlotArea area) {
    List<Band.Step> steps =
        band.steps().stream()
            .filter(step -> !Double.isNaN(step.low()) && step.log10Bound() <= until)
            .toList();
    if (steps.isEmpty() || !(steps.getFirst().log10Bound() < until)) {
      return "";
    }
    var path = new StringBuilder();
    for (Band.Step step : steps) {
      double x = area.x(step.log10Bound());
      double y = area.y(step.high());
      path.append(path.isEmpty() ? format("M%.1f %.1f", x, y) : format("H%.1fV%.1f", x, y));
    }
    path.append(format("H%.1f", area.x(until)));
    for (Band.Step step : steps.reversed()) {
      path.append(format("V%.1fH%.1f", area.y(step.low()), area.x(step.log10Bound())));
    }
    return path.append('z').toString();
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
