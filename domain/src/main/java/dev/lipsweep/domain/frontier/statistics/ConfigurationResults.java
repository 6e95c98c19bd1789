package dev.lipsweep.domain.frontier.statistics;

import java.util.Comparator;
import java.util.List;

/**
 * A configuration with the results of its seeds.
 *
 * @param hash the configuration's identity
 * @param group the method that it belongs to, such as {@code muon, spectral_soft_cap}
 * @param results at least one, kept by rising seed, so that whoever gave them in whatever order
 *     gets the same resamples
 */
public record ConfigurationResults(String hash, String group, List<SeedResult> results) {
  public ConfigurationResults {
    if (results.isEmpty()) {
      throw new IllegalArgumentException("configuration " + hash + " has no results");
    }
    results =
        results.stream()
            .sorted(
                Comparator.comparingLong(SeedResult::seed)
                    .thenComparingDouble(SeedResult::log10Bound)
                    .thenComparingDouble(SeedResult::accuracy))
            .toList();
  }

  public int seeds() {
    return results.size();
  }

  double[] log10Bounds() {
    return results.stream().mapToDouble(SeedResult::log10Bound).toArray();
  }

  double[] accuracies() {
    return results.stream().mapToDouble(SeedResult::accuracy).toArray();
  }
}
