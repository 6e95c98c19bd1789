package dev.lipsweep.domain.racing;

import dev.lipsweep.domain.frontier.Frontier;
import java.util.List;

/**
 * A configuration in the race.
 *
 * @param id whatever the caller knows it by
 * @param log10Bounds of its seeds that are completed, finite
 * @param accuracies of the same
 * @param pending seeds that wait or run
 */
public record Racer(String id, List<Double> log10Bounds, List<Double> accuracies, int pending) {
  public Racer {
    log10Bounds = List.copyOf(log10Bounds);
    accuracies = List.copyOf(accuracies);
    if (log10Bounds.isEmpty() || log10Bounds.size() != accuracies.size()) {
      throw new IllegalArgumentException(
          "racer %s needs as many bounds as accuracies".formatted(id));
    }
  }

  int seeds() {
    return accuracies.size();
  }

  Frontier.Point mean(int order) {
    return new Frontier.Point(mean(log10Bounds), mean(accuracies), order);
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
