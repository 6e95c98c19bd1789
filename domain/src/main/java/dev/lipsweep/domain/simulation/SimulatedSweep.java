package dev.lipsweep.domain.simulation;

import java.util.List;
import java.util.Map;

/**
 * What a policy found on a recording. Compute is in steps as a share of the whole grid's, volume a
 * share of the whole grid's hypervolume.
 *
 * @param growth after each trial that ended
 * @param stops trials stopped at each rung, by its number from 1
 * @param ofFrontier trials of the grid's frontier that were begun
 * @param stoppedOfFrontier those of them that were stopped
 */
public record SimulatedSweep(
    List<Growth> growth,
    int trials,
    Map<Integer, Integer> stops,
    int ofFrontier,
    int stoppedOfFrontier) {
  /** Volume after so much compute. */
  public record Growth(double compute, double volume) {}

  public SimulatedSweep {
    growth = List.copyOf(growth);
  }

  public double compute() {
    return growth.isEmpty() ? 0 : growth.getLast().compute();
  }

  public double volume() {
    return growth.isEmpty() ? 0 : growth.getLast().volume();
  }

  /** The volume once so much compute was spent. */
  public double volumeAt(double compute) {
    double volume = 0;
    for (Growth at : growth) {
      volume = at.compute() <= compute ? at.volume() : volume;
    }
    return volume;
  }

  /** The compute that a volume took; infinite if it was not reached. */
  public double computeFor(double volume) {
    return growth.stream()
        .filter(at -> at.volume() >= volume)
        .mapToDouble(Growth::compute)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
