package dev.lipsweep.domain.frontier.statistics;

import static dev.lipsweep.domain.frontier.statistics.Samples.configuration;
import static dev.lipsweep.domain.frontier.statistics.Samples.method;
import static dev.lipsweep.domain.frontier.statistics.Samples.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.domain.frontier.statistics.MethodComparison.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontierStatisticsTest {
  @Test
  void the_chance_of_being_on_the_front_is_that_of_all_outcomes_counted() {
    // one of two seeds is drawn of each: a is at 1 with .2 or .6, b at 2 with .4 or .5
    var a = configuration("m", "a", 1, .2, 1, .6);
    var b = configuration("m", "b", 2, .4, 2, .5);
    FrontierStatistics statistics =
        FrontierStatistics.of(List.of(a, b), options(SeedAggregate.MEAN, 10_000));
    assertThat(onFront(statistics, "a")).isEqualTo(1);
    assertThat(onFront(statistics, "b")).isCloseTo(.5, within(.025));
  }

  @Test
  void the_interval_of_a_mean_is_as_wide_as_its_standard_error_says() {
    var random = new Random(3);
    double[] results = new double[80];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 40; i++) {
      double accuracy = .5 + .02 * random.nextGaussian();
      results[2 * i + 1] = accuracy;
      sum += accuracy;
      squares += accuracy * accuracy;
    }
    double error = Math.sqrt((squares / 40 - sum * sum / 1600) / 39);
    var decade = new BoundRange(0, 1);
    Estimate volume =
        FrontierStatistics.of(
                List.of(configuration("m", "a", results)),
                new FrontierStatistics.Options(
                    SeedAggregate.MEAN, new Resampling(10_000, 0, .95), decade, 0))
            .overall()
            .hypervolume();
    assertThat(volume.value()).isCloseTo(sum / 40, within(1e-12));
    assertThat(volume.high() - volume.low()).isCloseTo(2 * 1.96 * error, within(.15 * error));
  }

  @Test
  void the_same_seed_gives_the_same_numbers_whatever_the_order_of_the_results() {
    List<ConfigurationResults> results = new ArrayList<>(method("m", .3, 3, .02, new Random(1)));
    results.addAll(method("n", .32, 3, .02, new Random(2)));
    FrontierStatistics before = FrontierStatistics.of(results, options(SeedAggregate.MEDIAN, 300));
    Collections.shuffle(results, new Random(4));
    assertThat(FrontierStatistics.of(results, options(SeedAggregate.MEDIAN, 300)))
        .isEqualTo(before);
    assertThat(
            FrontierStatistics.of(
                    results,
                    new FrontierStatistics.Options(
                        SeedAggregate.MEDIAN, new Resampling(300, 1, .95), null, 0))
                .overall()
                .hypervolume())
        .isNotEqualTo(before.overall().hypervolume());
  }

  @Test
  void bands_rise_and_hold_the_frontier_in_most_places() {
    FrontierStatistics statistics =
        FrontierStatistics.of(
            method("m", .3, 5, .01, new Random(1)), options(SeedAggregate.MEAN, 1_000));
    List<Band.Step> steps = statistics.overall().band().steps();
    assertThat(steps).hasSizeGreaterThan(5);
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i).log10Bound()).isGreaterThan(steps.get(i - 1).log10Bound());
      assertThat(steps.get(i).high()).isGreaterThanOrEqualTo(steps.get(i - 1).high());
    }
    assertThat(steps.getLast().low()).isBetween(.48, .53);
  }

  @Test
  void clear_differences_are_found_and_single_seeds_decide_nothing() {
    var random = new Random(8);
    List<ConfigurationResults> results = new ArrayList<>(method("good", .4, 3, .01, random));
    results.addAll(method("bad", .3, 3, .01, random));
    results.addAll(method("single", .2, 1, .01, random));
    FrontierStatistics statistics =
        FrontierStatistics.of(results, options(SeedAggregate.MEAN, 1_000));
    assertThat(statistics.comparisons())
        .extracting(MethodComparison::first, MethodComparison::second, MethodComparison::verdict)
        .containsExactly(
            tuple("bad", "good", Verdict.SECOND_AHEAD),
            tuple("bad", "single", Verdict.TOO_FEW_SEEDS),
            tuple("good", "single", Verdict.TOO_FEW_SEEDS));
    MethodComparison first = statistics.comparisons().getFirst();
    assertThat(first.advantage().value()).isCloseTo(-.1, within(.02));
    assertThat(first.behind().value()).isCloseTo(1, within(.05));
    assertThat(first.adjustedPValue()).isGreaterThan(first.pValue());
    assertThat(statistics.warnings())
        .anyMatch(text -> text.contains("10 of 30 configurations have one seed"));
  }

  @Test
  void equal_methods_are_told_apart_no_more_often_than_the_level_allows() {
    var random = new Random(9);
    int found = 0;
    for (int sweep = 0; sweep < 200; sweep++) {
      List<ConfigurationResults> results = new ArrayList<>(method("a", .3, 3, .02, random));
      results.addAll(method("b", .3, 3, .02, random));
      FrontierStatistics statistics =
          FrontierStatistics.of(results, options(SeedAggregate.MEAN, 200));
      found += statistics.comparisons().getFirst().verdict() == Verdict.UNDECIDED ? 0 : 1;
    }
    // 10 expected at a level of 5 %
    assertThat(found).isLessThan(22);
  }

  @Test
  void crossovers_stand_where_the_lead_changes_hands() {
    var early = configuration("early", "a", 1, .30, 1, .31, 1, .32);
    var late =
        List.of(
            configuration("late", "b", 0, .10, 0, .11, 0, .12),
            configuration("late", "c", 3, .50, 3.1, .51, 3.2, .52));
    var results = new ArrayList<>(late);
    results.add(early);
    MethodComparison comparison =
        FrontierStatistics.of(results, options(SeedAggregate.WORST, 500)).comparisons().getFirst();
    assertThat(comparison.range()).isEqualTo(new BoundRange(1, 3.2));
    assertThat(comparison.crossovers()).isEmpty();
    assertThat(comparison.ahead().value()).isEqualTo(1);

    results.add(configuration("early", "d", 5, .60, 5, .60, 5, .60));
    comparison =
        FrontierStatistics.of(results, options(SeedAggregate.WORST, 500)).comparisons().getFirst();
    assertThat(comparison.crossovers())
        .extracting(one -> one.log10Bound().value(), MethodComparison.Crossover::firstLeads)
        .containsExactly(tuple(3.2, false));
    assertThat(comparison.crossovers().getFirst().log10Bound().low()).isGreaterThanOrEqualTo(3);
    assertThat(comparison.crossovers().getFirst().found()).isEqualTo(1);
    assertThat(comparison.ahead().value()).isCloseTo(2.2 / 4, within(1e-12));
  }

  @Test
  void unknown_and_infinite_bounds_and_empty_sets_are_answered() {
    var results =
        List.of(
            configuration("m", "a", Double.NaN, .9, 1, .9),
            configuration("m", "b", Double.POSITIVE_INFINITY, .8),
            configuration("n", "c", Double.NEGATIVE_INFINITY, .1));
    FrontierStatistics statistics =
        FrontierStatistics.of(results, options(SeedAggregate.MEAN, 100));
    assertThat(statistics.overall().front()).hasSize(2);
    assertThat(statistics.configurations()).hasSize(2);
    assertThat(statistics.warnings())
        .anyMatch(text -> text.startsWith("1 of 3 configurations have a seed without"))
        .anyMatch(text -> text.startsWith("1 pair of groups"));
    assertThat(
            FrontierStatistics.of(List.of(), options(SeedAggregate.MEAN, 100))
                .overall()
                .hypervolume())
        .isEqualTo(new Estimate(0, 0, 0));
  }

  @Test
  void too_many_groups_are_refused() {
    var results = new ArrayList<ConfigurationResults>();
    for (int i = 0; i <= FrontierStatistics.MOST_GROUPS; i++) {
      results.add(configuration("group " + i, "hash " + i, 1, .5));
    }
    assertThatThrownBy(() -> FrontierStatistics.of(results, options(SeedAggregate.MEAN, 100)))
        .hasMessageContaining("at most 20 groups");
  }

  private static double onFront(FrontierStatistics statistics, String hash) {
    return statistics.configurations().stream()
        .filter(one -> one.result().configuration().hash().equals(hash))
        .findFirst()
        .orElseThrow()
        .onFront();
  }
}
