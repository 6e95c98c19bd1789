package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Configurations with made-up results whose truth is known. */
final class Samples {
  private Samples() {}

  /** A configuration; results are bound, accuracy, bound, accuracy. */
  static ConfigurationResults configuration(String group, String hash, double... results) {
    var seeds = new ArrayList<SeedResult>();
    for (int i = 0; i < results.length; i += 2) {
      seeds.add(new SeedResult(i / 2, results[i], results[i + 1]));
    }
    return new ConfigurationResults(hash, group, seeds);
  }

  /**
   * A method whose accuracy rises with the bound, from {@code base} by 5 points a decade over ten
   * configurations, with noise between seeds.
   */
  static List<ConfigurationResults> method(
      String name, double base, int seeds, double noise, Random random) {
    var configurations = new ArrayList<ConfigurationResults>();
    for (int i = 0; i < 10; i++) {
      double[] results = new double[2 * seeds];
      for (int seed = 0; seed < seeds; seed++) {
        results[2 * seed] = i * .5 + .05 * random.nextGaussian();
        results[2 * seed + 1] =
            Math.clamp(base + .05 * i * .5 + noise * random.nextGaussian(), 0, 1);
      }
      configurations.add(configuration(name, name + i, results));
    }
    return configurations;
  }

  static FrontierStatistics.Options options(SeedAggregate aggregate, int resamples) {
    return new FrontierStatistics.Options(aggregate, new Resampling(resamples, 0, .95), null, 0);
  }
}
