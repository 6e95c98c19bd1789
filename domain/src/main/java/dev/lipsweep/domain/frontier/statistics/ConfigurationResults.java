package dev.lipsweep.domain.frontier.statistics;

import java.util.List;
import java.util.TreeMap;

/**
 * A configuration with the results of its seeds.
 *
 * @param hash the configuration's identity
 * @param group the method that it belongs to, such as {@code muon, spectral_soft_cap}
 * @param results at least one, kept by rising seed, so that the order in which they are given does
 *     not matter. Of several with the same seed, which are no news of each other, the first stays
 */
public record ConfigurationResults(String hash, String group, List<SeedResult> results) {
  public ConfigurationResults {
    if (results.isEmpty()) {
      throw new IllegalArgumentException("configuration " + hash + " has no results");
    }
    var bySeed = new TreeMap<Long, SeedResult>();
    results.forEach(result -> bySeed.putIfAbsent(result.seed(), result));
    results = List.copyOf(bySeed.values());
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
