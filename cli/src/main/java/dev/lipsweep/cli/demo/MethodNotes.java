package dev.lipsweep.cli.demo;

import dev.lipsweep.cli.client.Views.Frontier;
import dev.lipsweep.cli.client.Views.FrontierGroup;
import dev.lipsweep.cli.client.Views.FrontierPoint;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier.Point;
import dev.lipsweep.domain.frontier.statistics.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a frontier says about methods, computed from its steps, whichever way it comes out. */
final class MethodNotes {
  private MethodNotes() {}

  /**
   * @param byOptimizer the same results, with a frontier for each optimizer
   */
  static List<String> of(Frontier overall, Frontier byOptimizer) {
    var notes = new ArrayList<String>();
    overall.groups().stream()
        .flatMap(group -> group.points().stream())
        .max(Comparator.comparingDouble(FrontierPoint::accuracy))
        .ifPresent(
            best ->
                notes.add(
                    "highest accuracy: %s at a bound of %s, by %s"
                        .formatted(
                            Format.percent(best.accuracy()),
                            best.bound().text(),
                            Format.method(best.parameters()))));
    List<FrontierGroup> groups = byOptimizer.groups();
    for (int i = 0; i < groups.size(); i++) {
      for (int j = i + 1; j < groups.size(); j++) {
        compare(groups.get(i), groups.get(j)).ifPresent(notes::add);
      }
    }
    return notes;
  }

  /** How much of the range of bounds, on the logarithmic axis, each of two methods leads. */
  static Optional<String> compare(FrontierGroup a, FrontierGroup b) {
    if (finite(a).isEmpty() || finite(b).isEmpty()) {
      return Optional.empty();
    }
    double low = Math.max(finite(a).getFirst().position(), finite(b).getFirst().position());
    double high = Math.max(finite(a).getLast().position(), finite(b).getLast().position());
    Optional<Comparison> compared =
        low < high
            ? Comparison.of(curve(a), curve(b), new BoundRange(low, high))
            : Optional.empty();
    return Optional.of(
        compared
            .map(comparison -> sentence(name(a), name(b), comparison))
            .orElse(
                "%s and %s have no range of bounds in common to be compared on"
                    .formatted(name(a), name(b))));
  }

  private static String sentence(String a, String b, Comparison compared) {
    boolean aFirst = compared.ahead() >= compared.behind();
    return String.format(
        Locale.ROOT,
        "at equal bound, %s is ahead of %s on %.0f %% of the range %s to %s and behind on %.0f %%; on average by %+.1f points of accuracy",
        aFirst ? a : b,
        aFirst ? b : a,
        100 * Math.max(compared.ahead(), compared.behind()),
        LogBound.ofLog10(compared.range().low()).text(),
        LogBound.ofLog10(compared.range().high()).text(),
        100 * Math.min(compared.ahead(), compared.behind()),
        100 * (aFirst ? compared.advantage() : -compared.advantage()));
  }

  private static AccuracyCurve curve(FrontierGroup group) {
    return AccuracyCurve.of(
        group.points().stream()
            .filter(point -> !Double.isNaN(point.position()))
            .map(point -> new Point(point.position(), point.accuracy(), point.number()))
            .toList());
  }

  private static List<FrontierPoint> finite(FrontierGroup group) {
    return group.points().stream()
        .filter(point -> Double.isFinite(point.position()))
        .sorted(Comparator.comparingDouble(FrontierPoint::position))
        .toList();
  }

  private static String name(FrontierGroup group) {
    return String.join(", ", group.group().values().stream().map(Format::value).toList());
  }
}
