package dev.lipsweep.scheduler.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.Finding;
import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.domain.sweep.Reuse;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.TestSweeps;
import dev.lipsweep.persistence.baseline.Baseline;
import dev.lipsweep.persistence.baseline.Baselines;
import dev.lipsweep.persistence.baseline.Check;
import dev.lipsweep.persistence.baseline.Check.Origin;
import dev.lipsweep.persistence.baseline.Checks;
import dev.lipsweep.persistence.event.Event;
import dev.lipsweep.persistence.event.EventLog;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.sweep.SweepQueries;
import dev.lipsweep.scheduler.SchedulerTest;
import dev.lipsweep.scheduler.loop.SettleTrials;
import dev.lipsweep.scheduler.sweep.Submission;
import dev.lipsweep.scheduler.sweep.Sweeps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CheckBaselinesTest extends SchedulerTest {
  private static final int SEEDS = 4;

  @Autowired CheckBaselines commands;
  @Autowired ConcludeChecks conclude;
  @Autowired ScheduleChecks schedule;
  @Autowired Baselines baselines;
  @Autowired Checks checks;
  @Autowired Sweeps submit;
  @Autowired SweepQueries queries;
  @Autowired EventLog events;
  @Autowired SettleTrials settle;

  private UUID worker;
  private Baseline baseline;

  @BeforeEach
  void pin() {
    worker = sweeps.worker("worker");
    Sweep sweep = submit("demo");
    finish(CheckBaselinesTest::asPinned);
    baseline = commands.pin("nightly", again(sweep), Margins.USUAL).orElseThrow();
  }

  @Test
  void a_rerun_trains_every_trial_again_and_passes_with_the_same_numbers() {
    Check check = commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.NEVER);
    assertThat(check.verdict()).isNull();
    conclude.runOnce();
    assertThat(find(check).verdict()).as("before the sweep has ended").isNull();

    Sweep rerun = queries.find(check.sweepId()).orElseThrow();
    assertThat(rerun.name()).isEqualTo("nightly-check-1");
    assertThat(rerun.trials().of(TrialState.READY)).isEqualTo(SEEDS);
    assertThat(rerun.definition()).contains("check 1 of baseline nightly", "# as written");
    finish(CheckBaselinesTest::asPinned);
    conclude.runOnce();

    Check concluded = find(check);
    assertThat(concluded.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report(concluded).identical()).isEqualTo(SEEDS);
    assertThat(report(concluded).covariates()).isEmpty();
    assertThat(baselines.named("nightly").orElseThrow().lastVerdict()).isEqualTo(Verdict.PASS);
    assertThat(events.after(0, check.sweepId()))
        .filteredOn(event -> event.kind() == Event.Kind.CHECK)
        .extracting(Event::checkId)
        .containsExactly(check.id());
  }

  @Test
  void a_verdict_is_given_once_and_outlives_what_follows() {
    Check check = commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.NEVER);
    finish(CheckBaselinesTest::asPinned);
    conclude.runOnce();
    Check first = find(check);
    conclude.runOnce();
    commands.conclude(check.id());
    assertThat(find(check)).isEqualTo(first);
    assertThat(events.after(0, check.sweepId()))
        .filteredOn(event -> event.kind() == Event.Kind.CHECK)
        .hasSize(1);
  }

  @Test
  void what_todays_code_has_trained_already_is_not_trained_for_a_check_that_allows_it() {
    Check check = commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.SAME_CODE);
    settle.runOnce();
    conclude.runOnce();
    assertThat(find(check).verdict()).isEqualTo(Verdict.PASS);
    assertThat(report(find(check)).identical()).isEqualTo(SEEDS);

    sweeps.workerOfOtherCode("upgraded");
    Check later = commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.SAME_CODE);
    settle.runOnce();
    conclude.runOnce();
    assertThat(find(later).verdict()).as("it has to be trained first").isNull();
    assertThatThrownBy(
            () -> commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.ANY_CODE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_baseline_of_before_the_recipe_gained_a_parameter_finds_its_pairs() {
    int older =
        jdbc.sql(
                "update configuration set parameters = parameters - 'dtype', hash = repeat('0', 64) where parameters ? 'dtype'"
                    .replace("?", "??"))
            .update();
    assertThat(older).as("the pinned sweep's only configuration").isEqualTo(1);

    Check check = commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.NEVER);
    finish(CheckBaselinesTest::asPinned);
    conclude.runOnce();

    assertThat(find(check).verdict()).isEqualTo(Verdict.PASS);
    assertThat(report(find(check)).identical()).isEqualTo(SEEDS);
  }

  @Test
  void accuracy_that_fell_is_a_regression_of_a_sweep_that_was_there() {
    Sweep other = submit("other");
    finish(lease -> TestSweeps.completed(LogBound.of(10), 0.2 + 0.001 * lease.seed()));
    Check check = commands.compare(baseline, again(other), baseline.margins());
    assertThat(check.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(report(check).configurations().getFirst().finding()).isEqualTo(Finding.WORSE);
  }

  @Test
  void trials_that_fail_are_a_regression_once_the_sweep_has_paused_itself() {
    Check check = commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.NEVER);
    finish(lease -> new Outcome.Failed(FailureCause.TRAINER_ERROR, "no such operator"));
    assertThat(queries.find(check.sweepId()).orElseThrow().state()).isEqualTo(SweepState.PAUSED);
    conclude.runOnce();
    assertThat(find(check).verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(report(find(check)).reasons().getFirst()).contains("failed", "no such operator");
  }

  @Test
  void a_sweep_that_a_person_pauses_is_waited_for() {
    Check check = commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.NEVER);
    submit.pause(check.sweepId());
    conclude.runOnce();
    assertThat(find(check).verdict()).isNull();
    submit.cancel(check.sweepId());
    conclude.runOnce();
    assertThat(find(check).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void what_cannot_be_pinned_or_compared_says_why() {
    Sweep running = submit("running");
    assertThatThrownBy(() -> commands.pin("other", running, Margins.USUAL))
        .isInstanceOf(UnfitSweep.class)
        .hasMessageContaining("RUNNING");
    Sweep pinned = queries.find(baseline.sweepId()).orElseThrow();
    assertThatThrownBy(() -> commands.compare(baseline, pinned, Margins.USUAL))
        .isInstanceOf(UnfitSweep.class)
        .hasMessageContaining("is what baseline 'nightly' pins");
    assertThat(commands.pin("nightly", pinned, Margins.USUAL)).as("taken").isEmpty();
  }

  @Test
  void the_pin_moves_and_checks_that_began_before_stay_with_what_they_began_with() {
    Check check = commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.NEVER);
    Sweep other = submit("other");
    finish(CheckBaselinesTest::asPinned);
    commands.moveTo(baseline, again(other));
    assertThat(baselines.named("nightly").orElseThrow().sweepId()).isEqualTo(other.id());
    conclude.runOnce();
    assertThat(find(check).pinnedSweepId()).isEqualTo(baseline.sweepId());
    assertThat(find(check).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void a_schedule_that_is_due_begins_one_check_however_many_servers_see_it() throws Exception {
    due("0 0 3 * * *");
    try (var servers = Executors.newFixedThreadPool(4)) {
      Callable<Void> server =
          () -> {
            schedule.runOnce();
            return null;
          };
      for (var ran : servers.invokeAll(List.of(server, server, server, server))) {
        ran.get();
      }
    }
    List<Check> begun = checks.page(baseline.id(), null, 10).items();
    assertThat(begun).singleElement().extracting(Check::origin).isEqualTo(Origin.SCHEDULE);
    Instant next = Objects.requireNonNull(baselines.named("nightly").orElseThrow().nextCheckAt());
    assertThat(next).isBetween(baselines.now(), baselines.now().plus(Duration.ofDays(1)));
    assertThat(next.toString()).endsWith("T03:00:00Z");
  }

  @Test
  void a_schedule_waits_for_its_last_check_and_ends_when_it_is_taken_away() {
    due("0 * * * * *");
    schedule.runOnce();
    due("0 * * * * *");
    schedule.runOnce();
    assertThat(checks.page(baseline.id(), null, 10).items()).hasSize(1);
    baselines.schedule(baseline.id(), null, null);
    schedule.runOnce();
    assertThat(baselines.due()).isEmpty();
  }

  @Test
  void history_is_read_by_pages_and_goes_with_its_baseline() {
    for (int i = 0; i < 3; i++) {
      commands.rerun(baseline, baseline.margins(), Origin.RERUN, Reuse.NEVER);
    }
    var page = checks.page(baseline.id(), null, 2);
    assertThat(page.items()).extracting(Check::number).containsExactly(3, 2);
    assertThat(checks.page(baseline.id(), page.nextCursor(), 2).items())
        .extracting(Check::number)
        .containsExactly(1);
    assertThat(checks.latest(baseline.id()).orElseThrow().number()).isEqualTo(3);
    baselines.unpin(baseline.id());
    assertThat(baselines.list()).isEmpty();
    assertThat(jdbc.sql("select count(*) from baseline_check").query(Long.class).single()).isZero();
  }

  @Test
  void a_cron_expression_is_in_utc_and_a_wrong_one_is_refused() {
    Instant now = Instant.parse("2026-11-22T04:00:00Z");
    assertThat(Schedules.next("0 30 3 * * *", now)).isEqualTo("2026-11-23T03:30:00Z");
    assertThatThrownBy(() -> Schedules.next("every night", now))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedules.next("0 0 0 31 2 *", now))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never");
  }

  private void due(String cron) {
    baselines.schedule(baseline.id(), cron, baselines.now().minusSeconds(60));
  }

  private Sweep submit(String name) {
    var tree = TestSweeps.tree(name, SEEDS);
    return submit.submit(
        new Submission(DefinitionReader.read(tree), "name: demo # as written", tree));
  }

  private void finish(Function<Lease, Outcome> outcome) {
    sweeps.artifact(TestSweeps.CHECKPOINT);
    // one after the other, so that a sweep can pause itself in between
    for (List<Lease> leases = sweeps.claim(worker, 1);
        !leases.isEmpty();
        leases = sweeps.claim(worker, 1)) {
      leases.forEach(lease -> sweeps.end(lease, outcome.apply(lease)));
    }
  }

  private static Outcome asPinned(Lease lease) {
    return TestSweeps.completed(LogBound.of(10 + lease.seed()), 0.4 + 0.001 * lease.seed());
  }

  private Sweep again(Sweep sweep) {
    return queries.find(sweep.id()).orElseThrow();
  }

  private Check find(Check check) {
    return checks.find(check.id()).orElseThrow();
  }

  private static CheckReport report(Check check) {
    return Objects.requireNonNull(check.report());
  }
}
