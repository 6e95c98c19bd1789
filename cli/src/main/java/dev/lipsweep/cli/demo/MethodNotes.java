package dev.lipsweep.cli.demo;

import dev.lipsweep.cli.client.Views.Frontier;
import dev.lipsweep.cli.client.Views.FrontierGroup;
import dev.lipsweep.cli.client.Views.FrontierPoint;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.domain.bound.LogBound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

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
    double[] steps =
        Stream.concat(finite(a).stream(), finite(b).stream())
            .flatMapToDouble(point -> DoubleStream.of(point.position()))
            .filter(position -> position >= low)
            .sorted()
            .distinct()
            .toArray();
    if (!(high > low)) {
      return Optional.of(
          "%s and %s have no range of bounds in common to be compared on"
              .formatted(name(a), name(b)));
    }
    double aLeads = 0;
    double bLeads = 0;
    double advantage = 0;
    for (int i = 0; i + 1 < steps.length; i++) {
      double share = (steps[i + 1] - steps[i]) / (high - low);
      double difference = accuracyAt(a, steps[i]) - accuracyAt(b, steps[i]);
      aLeads += difference > 0 ? share : 0;
      bLeads += difference < 0 ? share : 0;
      advantage += share * difference;
    }
    boolean aFirst = aLeads >= bLeads;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "at equal bound, %s is ahead of %s on %.0f %% of the range %s to %s and behind on %.0f %%; on average by %+.1f points of accuracy",
            name(aFirst ? a : b),
            name(aFirst ? b : a),
            100 * Math.max(aLeads, bLeads),
            LogBound.ofLog10(low).text(),
            LogBound.ofLog10(high).text(),
            100 * Math.min(aLeads, bLeads),
            100 * (aFirst ? advantage : -advantage)));
  }

  /** The step function: the best accuracy at a bound no larger than 10^{@code log10}. */
  private static double accuracyAt(FrontierGroup group, double log10) {
    return group.points().stream()
        .filter(point -> point.position() <= log10)
        .mapToDouble(FrontierPoint::accuracy)
        .max()
        .orElse(0);
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
