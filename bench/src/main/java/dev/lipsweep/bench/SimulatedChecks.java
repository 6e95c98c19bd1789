package dev.lipsweep.bench;

import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.CheckedConfiguration;
import dev.lipsweep.domain.baseline.CheckedTrial;
import dev.lipsweep.domain.baseline.Comparison;
import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Checks of a system of which the truth is known: a frontier of configurations, noise between
 * seeds, and perhaps a drop in accuracy. Baseline and check have noise of their own, as if a rerun
 * with the same seed were no closer to the first run than one with another seed: what a change in
 * the order of additions does to a training. Closer reruns are easier to judge.
 *
 * @param noise standard deviation of accuracy between seeds, a share; of the bound it is a tenth of
 *     that in decades per point
 * @param drop how much accuracy is lost, a share
 * @param dropping how many of the configurations lose it
 */
record SimulatedChecks(
    int configurations, int seeds, SeedNoise kind, double noise, double drop, int dropping) {
  private static final double DECADES_PER_SHARE = 10;

  /** How often each verdict was given. */
  Map<Verdict, Integer> run(int checks, long seed, Margins margins) {
    var random = new SplittableRandom(seed);
    List<SplittableRandom> each = new ArrayList<>();
    for (int i = 0; i < checks; i++) {
      each.add(random.split());
    }
    var counts = new EnumMap<Verdict, Integer>(Verdict.class);
    each.parallelStream()
        .map(own -> check(own, margins).verdict())
        .toList()
        .forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
    return counts;
  }

  /** One check. */
  CheckReport check(SplittableRandom random, Margins margins) {
    var all = new ArrayList<CheckedConfiguration>();
    for (int i = 0; i < configurations; i++) {
      all.add(configuration(i, random, i < dropping ? drop : 0));
    }
    return Comparison.of(all, margins, List.of());
  }

  private CheckedConfiguration configuration(int number, SplittableRandom random, double lost) {
    double place = (number + 0.5) / configurations;
    double accuracy = 0.25 + 0.3 * place;
    double log10Bound = 8 * place;
    double scatter = random.nextDouble();
    var pinned = new ArrayList<CheckedTrial>();
    var checked = new ArrayList<CheckedTrial>();
    for (int seed = 0; seed < seeds; seed++) {
      pinned.add(trial(seed, accuracy, log10Bound, scatter, random));
      checked.add(trial(seed, accuracy - lost, log10Bound, scatter, random));
    }
    return new CheckedConfiguration(
        Integer.toString(number), Map.of("sigmaMax", (double) number), pinned, checked);
  }

  private CheckedTrial trial(
      int seed, double accuracy, double log10Bound, double scatter, SplittableRandom random) {
    double measured = accuracy + noise * kind.draw(random, scatter);
    double bound = log10Bound + DECADES_PER_SHARE * noise * kind.draw(random, scatter);
    return CheckedTrial.completed(seed, measured, 1 - measured, bound);
  }
}
