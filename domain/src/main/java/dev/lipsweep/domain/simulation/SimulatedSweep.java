package dev.lipsweep.domain.simulation;

import dev.lipsweep.domain.frontier.VolumeGrowth;
import java.util.Map;

/**
 * What a policy found on a recording.
 *
 * @param growth of its volume
 * @param grid that of the whole grid, from the same reference
 * @param stops trials stopped at each rung, by its number from 1
 * @param ofFrontier trials of the grid's frontier that were begun
 * @param stoppedOfFrontier those of them that were stopped
 */
public record SimulatedSweep(
    VolumeGrowth growth,
    VolumeGrowth grid,
    int trials,
    Map<Integer, Integer> stops,
    int ofFrontier,
    int stoppedOfFrontier) {
  /** In steps, a share of the grid's. */
  public double compute() {
    return growth.steps() / grid.steps();
  }

  /** A share of the grid's. */
  public double volume() {
    return growth.volume() / grid.volume();
  }

  /** The share of the volume once a share of the compute was spent. */
  public double volumeAt(double compute) {
    return growth.volumeAt(compute * grid.steps()) / grid.volume();
  }

  /** The share of the compute that a share of the volume took; infinite if it was not reached. */
  public double computeFor(double volume) {
    return growth.stepsFor(volume * grid.volume()) / grid.steps();
  }
}
