package dev.lipsweep.domain.frontier.statistics;

import java.util.List;

/**
 * Where a frontier lay in most of the resamples, bound by bound.
 *
 * @param steps by rising bound; each holds until the next one
 */
public record Band(List<Step> steps) {
  /**
   * @param low accuracy, NaN if in too many resamples nothing was attained at this bound
   * @param high accuracy, NaN likewise
   */
  public record Step(double log10Bound, double low, double high) {}

  public Band {
    steps = List.copyOf(steps);
  }
}
