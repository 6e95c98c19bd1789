package dev.lipsweep.domain.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * What a policy found on a recording in many simulated sweeps. Volumes and compute are shares of
 * the whole grid's.
 *
 * @param volume found in the mean
 * @param worstVolume of any of them
 * @param volumeAtQuarter found in the mean when a quarter of the grid's compute was spent
 * @param worstAtQuarter of any of them
 * @param computeFor95 that 95 % of the volume took, the median; infinite if half did not find it
 * @param reached how many of them found 95 % for a quarter of the compute
 */
public record PolicyTrial(
    Policy policy,
    int sweeps,
    double volume,
    double worstVolume,
    double compute,
    double volumeAtQuarter,
    double worstAtQuarter,
    double computeFor95,
    int reached,
    int ofFrontier,
    int stoppedOfFrontier,
    Map<Integer, Integer> stops) {
  private static final double WANTED = 0.95;
  private static final double QUARTER = 0.25;

  /** Runs sweeps with the seeds from 0. */
  public static PolicyTrial run(Recording recording, Policy policy, int sweeps) {
    List<SimulatedSweep> runs =
        LongStream.range(0, sweeps)
            .mapToObj(seed -> Simulator.run(recording, policy, seed))
            .toList();
    var stops = new TreeMap<Integer, Integer>();
    runs.forEach(
        run -> run.stops().forEach((rung, count) -> stops.merge(rung, count, Integer::sum)));
    return new PolicyTrial(
        policy,
        sweeps,
        mean(runs, SimulatedSweep::volume),
        least(runs, SimulatedSweep::volume),
        mean(runs, SimulatedSweep::compute),
        mean(runs, run -> run.volumeAt(QUARTER)),
        least(runs, run -> run.volumeAt(QUARTER)),
        median(runs, run -> run.computeFor(WANTED)),
        (int) runs.stream().filter(run -> run.computeFor(WANTED) <= QUARTER).count(),
        runs.stream().mapToInt(SimulatedSweep::ofFrontier).sum(),
        runs.stream().mapToInt(SimulatedSweep::stoppedOfFrontier).sum(),
        stops);
  }

  private static double mean(List<SimulatedSweep> runs, ToDoubleFunction<SimulatedSweep> of) {
    return runs.stream().mapToDouble(of).average().orElseThrow();
  }

  private static double least(List<SimulatedSweep> runs, ToDoubleFunction<SimulatedSweep> of) {
    return runs.stream().mapToDouble(of).min().orElseThrow();
  }

  private static double median(List<SimulatedSweep> runs, ToDoubleFunction<SimulatedSweep> of) {
    double[] sorted = runs.stream().mapToDouble(of).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
