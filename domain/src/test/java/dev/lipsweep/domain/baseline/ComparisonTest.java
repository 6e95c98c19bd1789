package dev.lipsweep.domain.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final double POINT = 0.01;

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void the_same_bits_pass_at_once_even_with_one_seed() {
    CheckReport report = check(sweep(4, 1, UnaryOperator.identity()));
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.reasons()).singleElement().asString().contains("all 4 trials", "last bit");
    assertThat(report.overall()).isEmpty();
    assertThat(report.identical()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void a_small_loss_everywhere_is_found_that_not_every_configuration_shows(int seeds) {
    CheckReport report = check(sweep(8, seeds, trial -> noisy(trial, -POINT, 1.2 * POINT)));
    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(report.reasons().getFirst()).startsWith("accuracy, on average");
    assertThat(report.configurations())
        .extracting(ConfigurationFinding::finding)
        .contains(Finding.UNDECIDED);
  }

  @Test
  void noise_alone_passes_with_a_mean_that_is_close() {
    CheckReport report = check(sweep(12, 3, trial -> noisy(trial, 0, 0.3 * POINT)));
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.reasons()).anyMatch(reason -> reason.contains("would most likely have been"));
  }

  @Test
  void what_is_worse_within_the_margin_passes() {
    CheckReport report = check(sweep(12, 3, trial -> noisy(trial, -0.2 * POINT, 0.05 * POINT)));
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void more_accuracy_and_nothing_worse_is_an_improvement() {
    CheckReport report = check(sweep(8, 3, trial -> noisy(trial, 2 * POINT, 0.3 * POINT)));
    assertThat(report.verdict()).isEqualTo(Verdict.IMPROVED);
  }

  @Test
  void a_larger_bound_is_a_regression_whatever_the_accuracy() {
    CheckReport report = check(sweep(6, 3, trial -> bounded(trial, trial.log10Bound() + 0.3)));
    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(report.reasons().getFirst()).startsWith("the bound").contains("decades");
  }

  @Test
  void one_configuration_that_lost_much_is_named() {
    List<CheckedConfiguration> sweep = new ArrayList<>(sweep(8, 3, t -> noisy(t, 0, 0.3 * POINT)));
    sweep.set(5, configuration(5, 3, trial -> noisy(trial, -4 * POINT, 0.3 * POINT)));
    CheckReport report = check(sweep);
    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSED);
    ConfigurationFinding worst = report.configurations().getFirst();
    assertThat(worst.label()).isEqualTo("sigmaMax=5");
    assertThat(worst.finding()).isEqualTo(Finding.WORSE);
    assertThat(report.reasons())
        .anyMatch(reason -> reason.matches("sigmaMax=5: accuracy -[34].* points.*p .*"));
  }

  @Test
  void a_seed_that_diverges_where_none_did_is_a_regression_although_the_rest_is_the_same() {
    var diverged = CheckedTrial.ended(1, TrialState.INFEASIBLE, null, "diverged at step 7");
    CheckReport report = check(sweep(3, 3, trial -> trial.seed() == 1 ? diverged : trial));
    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(report.reasons().getFirst()).contains("seed 1 diverged", "diverged at step 7");
    assertThat(report.configurations())
        .extracting(ConfigurationFinding::finding)
        .containsOnly(Finding.FAILS);
  }

  @Test
  void a_configuration_that_diverged_before_may_diverge_again() {
    CheckedConfiguration configuration = configuration(0, 2, UnaryOperator.identity());
    var trials = new ArrayList<>(configuration.pinned());
    trials.add(CheckedTrial.ended(2, TrialState.INFEASIBLE, null, "diverged"));
    CheckReport report =
        check(List.of(new CheckedConfiguration("h", Map.of("sigmaMax", 1.0), trials, trials)));
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.configurations().getFirst().notes()).anyMatch(note -> note.contains("broke"));
  }

  @Test
  void a_bound_that_is_lost_is_a_regression() {
    CheckReport report = check(sweep(2, 2, t -> bounded(t, Double.POSITIVE_INFINITY)));
    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(report.reasons().getFirst()).contains("is infinite now");
  }

  @Test
  void trials_that_were_cancelled_leave_nothing_to_compare() {
    CheckReport report =
        check(sweep(2, 2, t -> CheckedTrial.ended(t.seed(), TrialState.CANCELLED, null, null)));
    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void a_worker_without_the_data_is_no_regression_but_the_check_is_incomplete() {
    var noData = CheckedTrial.ended(1, TrialState.FAILED, FailureCause.DATA_MISSING, "no data");
    CheckReport report = check(sweep(2, 2, trial -> trial.seed() == 0 ? trial : noData));
    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reasons().getFirst()).contains("2 trials of 2 configurations");
    assertThat(report.seedsNeeded()).isNull();
  }

  @Test
  void one_seed_that_moved_tells_nothing_and_three_are_asked_for() {
    CheckReport report = check(sweep(4, 1, trial -> noisy(trial, 0, POINT)));
    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reasons()).anyMatch(reason -> reason.contains("one seed"));
    assertThat(report.seedsNeeded()).isEqualTo(3);
  }

  @Test
  void too_few_seeds_for_the_noise_are_told_how_many_would_do() {
    CheckReport report = check(sweep(4, 3, trial -> noisy(trial, 0, 2 * POINT)));
    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.seedsNeeded()).isBetween(10, 60);
    assertThat(report.reasons().getLast()).contains(report.seedsNeeded() + " seeds");
  }

  @Test
  void every_configuration_can_be_asked_for() {
    List<CheckedConfiguration> sweep = sweep(12, 3, trial -> noisy(trial, 0, 0.5 * POINT));
    assertThat(check(sweep).verdict()).isEqualTo(Verdict.PASS);
    CheckReport strict = Comparison.of(sweep, new Margins(0.005, 0.1, true), List.of());
    assertThat(strict.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(strict.seedsNeeded()).isGreaterThan(3);
  }

  @Test
  void configurations_of_the_check_alone_do_not_count() {
    var more = new ArrayList<>(sweep(2, 2, UnaryOperator.identity()));
    more.add(new CheckedConfiguration("new", Map.of(), List.of(), more.getFirst().checked()));
    assertThat(check(more).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void a_check_without_the_baselines_configurations_says_why() {
    var apart =
        sweep(2, 2, UnaryOperator.identity()).stream()
            .map(c -> new CheckedConfiguration(c.hash(), c.parameters(), c.pinned(), List.of()))
            .toList();
    CheckReport report = check(apart);
    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.reasons()).singleElement().asString().contains("pin again");
  }

  @Test
  void the_same_data_give_the_same_report() {
    List<CheckedConfiguration> sweep = sweep(6, 3, trial -> noisy(trial, -POINT, POINT));
    assertThat(check(sweep)).isEqualTo(check(sweep));
  }

  private static CheckReport check(List<CheckedConfiguration> configurations) {
    return Comparison.of(configurations, Margins.USUAL, List.of());
  }

  private CheckedTrial noisy(CheckedTrial trial, double change, double noise) {
    double accuracy = trial.accuracy() + change + noise * random.nextGaussian();
    return CheckedTrial.completed(trial.seed(), accuracy, trial.loss(), trial.log10Bound());
  }

  private CheckedTrial bounded(CheckedTrial trial, double log10Bound) {
    double noise = 0.01 * random.nextGaussian();
    return CheckedTrial.completed(trial.seed(), trial.accuracy(), trial.loss(), log10Bound + noise);
  }

  private List<CheckedConfiguration> sweep(
      int configurations, int seeds, UnaryOperator<CheckedTrial> rerun) {
    return IntStream.range(0, configurations)
        .mapToObj(i -> configuration(i, seeds, rerun))
        .toList();
  }

  private CheckedConfiguration configuration(
      int number, int seeds, UnaryOperator<CheckedTrial> rerun) {
    List<CheckedTrial> pinned = IntStream.range(0, seeds).mapToObj(s -> trial(number, s)).toList();
    return new CheckedConfiguration(
        "hash" + number,
        Map.of("sigmaMax", (double) number, "steps", 200L),
        pinned,
        pinned.stream().map(rerun).toList());
  }

  private CheckedTrial trial(int number, int seed) {
    double accuracy = 0.3 + 0.02 * number + 0.003 * random.nextGaussian();
    return CheckedTrial.completed(seed, accuracy, 2.5, number + 0.02 * random.nextGaussian());
  }
}
