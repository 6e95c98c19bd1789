package dev.lipsweep.domain.frontier.statistics;

/**
 * What one trial found.
 *
 * @param log10Bound log10 of its bound, infinite for a bound of zero or infinity, NaN if unknown
 * @param accuracy a share in [0, 1]
 */
public record SeedResult(long seed, double log10Bound, double accuracy) {
  public SeedResult {
    if (!(0 <= accuracy && accuracy <= 1)) {
      throw new IllegalArgumentException("an accuracy is a share in [0, 1], got " + accuracy);
    }
  }
}
