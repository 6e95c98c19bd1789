package dev.lipsweep.domain.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.baseline.CheckedConfiguration.Pair;
import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Trigamma;
import org.junit.jupiter.api.Test;

/** The parts of the rule against their definitions. */
class StatisticsTest {
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void holm_multiplies_by_how_many_are_left_and_never_falls() {
    assertThat(Holm.adjusted(new double[] {0.04, 0.01, 0.03, 0.5}))
        .containsExactly(new double[] {0.09, 0.04, 0.09, 0.5}, within(1e-12));
  }

  @Test
  void subsets_give_the_p_of_all_patterns_of_signs() {
    double[] gains = random.doubles(12, -0.4, 1).toArray();
    double[] weights = new double[gains.length];
    Arrays.fill(weights, 1);
    double seen = Arrays.stream(gains).sum();
    int atLeast = 0;
    for (int signs = 0; signs < 1 << gains.length; signs++) {
      double sum = 0;
      for (int i = 0; i < gains.length; i++) {
        sum += (signs >> i & 1) == 0 ? gains[i] : -gains[i];
      }
      atLeast += sum >= seen - 1e-12 ? 1 : 0;
    }
    var subsets = SubsetMeans.of(gains, weights);
    assertThat(subsets.pGreater()).isCloseTo(atLeast / 4096.0, within(0.02));
    assertThat(subsets.low(0.05)).isLessThan(seen / 12);
    assertThat(subsets.high(0.05)).isGreaterThan(seen / 12);
  }

  @Test
  void equal_variances_are_pooled_and_unequal_ones_kept() {
    double[] alike = {1.1, 0.9, 1.0, 1.2, 0.8};
    int[] degrees = {20, 20, 20, 20, 20};
    SharedVariance pooled = SharedVariance.of(alike, degrees);
    assertThat(pooled.variances()).containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-9));
    assertThat(pooled.degrees()).containsOnly(100);
    double[] apart = {0.01, 1, 100, 0.1, 10};
    SharedVariance kept = SharedVariance.of(apart, degrees);
    assertThat(kept.variances()[2]).isBetween(80.0, 100.0);
    assertThat(kept.degrees()[2]).isBetween(20.0, 24.0);
  }

  @Test
  void single_seeds_borrow_and_if_nobody_can_lend_nothing_is_known() {
    SharedVariance lent = SharedVariance.of(new double[] {0, 2, 2.1}, new int[] {0, 2, 2});
    assertThat(lent.variances()[0]).isCloseTo(2.05, within(1e-9));
    SharedVariance none = SharedVariance.of(new double[] {0, 0}, new int[] {0, 0});
    assertThat(none.degrees()).containsOnly(0);
  }

  @Test
  void trigamma_is_inverted() {
    for (double y : new double[] {0.1, 0.5, 3, 40, 1000}) {
      assertThat(SharedVariance.inverseTrigamma(Trigamma.value(y))).isCloseTo(y, within(1e-6 * y));
    }
  }

  @Test
  void the_frontiers_of_a_check_are_those_of_the_domain() {
    for (int round = 0; round < 50; round++) {
      List<List<Pair>> configurations = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(5); i++) {
        List<Pair> pairs = new ArrayList<>();
        for (int seed = 0; seed < 1 + random.nextInt(4); seed++) {
          pairs.add(new Pair(trial(seed), trial(seed)));
        }
        configurations.add(pairs);
      }
      List<Frontier.Point> pinned = points(configurations, true);
      List<Frontier.Point> checked = points(configurations, false);
      var all = new ArrayList<>(pinned);
      all.addAll(checked);
      double least = all.stream().mapToDouble(Frontier.Point::accuracy).min().orElseThrow();
      var volume = new Hypervolume(BoundRange.of(all).orElseThrow(), least);
      if (volume.range().decades() == 0) {
        continue;
      }
      FrontierChange change = FrontierChange.of(configurations).orElseThrow();
      assertThat(change.pinned())
          .isCloseTo(least + volume.perDecade(AccuracyCurve.of(pinned)), within(1e-12));
      assertThat(change.checked())
          .isCloseTo(least + volume.perDecade(AccuracyCurve.of(checked)), within(1e-12));
      assertThat(change.interval()).isSorted();
      assertThat(change.chances()[0] + change.chances()[1]).isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void the_seeds_that_are_asked_for_grow_with_what_is_asked() {
    int seeds = SeedsNeeded.toShow(0.005, 0.01, 4, 4).orElseThrow();
    assertThat(seeds).isBetween(5, 9);
    assertThat(SeedsNeeded.toShow(0.005, 0.01, 1, 4).orElseThrow()).isGreaterThan(seeds);
    assertThat(SeedsNeeded.toShow(1e-6, 1, 1, 1)).isEmpty();
  }

  private CheckedTrial trial(int seed) {
    // coarse, so that there are ties
    return CheckedTrial.completed(
        seed, random.nextInt(20) / 20.0, 1, random.nextInt(15) / 3.0 + seed * 1e-3);
  }

  private static List<Frontier.Point> points(List<List<Pair>> configurations, boolean pinned) {
    return configurations.stream()
        .flatMap(List::stream)
        .map(pair -> pinned ? pair.pinned() : pair.checked())
        .map(trial -> new Frontier.Point(trial.log10Bound(), trial.accuracy(), trial.seed()))
        .toList();
  }
}
