package dev.lipsweep.domain.frontier.statistics;

import java.util.ArrayList;
import java.util.List;

/** What the numbers cannot tell, in sentences. */
final class Warnings {
  /** Below it, a single configuration's interval covers its mean less often than it says. */
  private static final int COMFORTABLE = 5;

  private Warnings() {}

  static List<String> of(
      List<ConfigurationResults> configurations, List<AggregatedResult> reduced) {
    var warnings = new ArrayList<String>();
    seeds(configurations, warnings);
    long unknown = reduced.stream().filter(one -> !one.isKnown()).count();
    if (unknown > 0) {
      warnings.add(
          "%d of %d configurations have a seed without a known bound and are on no frontier here"
              .formatted(unknown, reduced.size()));
    }
    return List.copyOf(warnings);
  }

  /**
   * @param apart how many pairs of groups cannot be compared
   */
  static List<String> of(
      List<ConfigurationResults> configurations, List<AggregatedResult> reduced, int apart) {
    var warnings = new ArrayList<>(of(configurations, reduced));
    if (apart > 0) {
      warnings.add(
          "%d %s of groups have no range of bounds in common and are not compared"
              .formatted(apart, apart == 1 ? "pair" : "pairs"));
    }
    return List.copyOf(warnings);
  }

  private static void seeds(List<ConfigurationResults> configurations, List<String> warnings) {
    int total = configurations.size();
    int most = configurations.stream().mapToInt(ConfigurationResults::seeds).max().orElse(0);
    long single = configurations.stream().filter(one -> one.seeds() == 1).count();
    long fewer = configurations.stream().filter(one -> one.seeds() < most).count();
    if (single > 0) {
      warnings.add(
          "%d of %d configurations have one seed: how much they vary is not known, and the intervals leave it out"
              .formatted(single, total));
    }
    if (most > 1 && most < COMFORTABLE) {
      warnings.add(
          "no configuration has more than %d seeds: intervals of single configurations are too narrow; %d or more are better"
              .formatted(most, COMFORTABLE));
    }
    if (fewer > 0) {
      warnings.add(
          "%d of %d configurations have fewer seeds than the %d that others have: they diverged, failed or have not run, and what is left may flatter them"
              .formatted(fewer, total, most));
    }
  }
}
