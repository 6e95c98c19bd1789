package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.Arrays;

/**
 * A configuration's seeds, reduced to one result.
 *
 * @param configuration with the results that were reduced
 * @param log10Bound NaN if unknown
 */
public record AggregatedResult(
    ConfigurationResults configuration, double log10Bound, double accuracy) {
  public static AggregatedResult of(ConfigurationResults configuration, SeedAggregate aggregate) {
    SeedReduction reduction = SeedReduction.of(aggregate);
    return new AggregatedResult(
        configuration,
        reduction.bound(configuration.log10Bounds(), configuration.seeds()),
        reduction.accuracy(configuration.accuracies(), configuration.seeds()));
  }

  public boolean isKnown() {
    return !Double.isNaN(log10Bound);
  }

  public double leastAccuracy() {
    return Arrays.stream(configuration.accuracies()).min().orElse(accuracy);
  }

  public double mostAccuracy() {
    return Arrays.stream(configuration.accuracies()).max().orElse(accuracy);
  }

  /** log10 of the smallest bound of any seed; NaN if one is unknown. */
  public double leastLog10Bound() {
    return Arrays.stream(configuration.log10Bounds()).min().orElse(log10Bound);
  }

  /** log10 of the largest bound of any seed; NaN if one is unknown. */
  public double mostLog10Bound() {
    return Arrays.stream(configuration.log10Bounds()).max().orElse(log10Bound);
  }
}
