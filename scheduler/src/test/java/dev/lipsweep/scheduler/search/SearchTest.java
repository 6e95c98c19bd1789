package dev.lipsweep.scheduler.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.persistence.TestSweeps;
import dev.lipsweep.persistence.lease.RenewLease;
import dev.lipsweep.persistence.metric.Metrics;
import dev.lipsweep.persistence.sweep.SweepLock;
import dev.lipsweep.persistence.trial.TrialQueries;
import dev.lipsweep.scheduler.SchedulerTest;
import dev.lipsweep.scheduler.loop.SettleTrials;
import dev.lipsweep.scheduler.sweep.Submission;
import dev.lipsweep.scheduler.sweep.Sweeps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sweeps that grow: by a search, by a race, by a person; and trials that are stopped or not run.
 */
class SearchTest extends SchedulerTest {
  @Autowired Sweeps commands;
  @Autowired GrowSweeps grow;
  @Autowired JudgeTrials judge;
  @Autowired SettleTrials settle;
  @Autowired RenewLease renew;
  @Autowired Metrics metrics;
  @Autowired TrialQueries trials;
  @Autowired SweepLock lock;
  @Autowired TransactionTemplate transaction;

  private UUID submit(Map<String, Object> more) {
    var tree = new HashMap<String, Object>();
    tree.put("name", "search");
    tree.put("recipe", "text-tiny");
    tree.put(
        "space",
        List.of(
            Map.of(
                "optimizer",
                "muon",
                "constraint",
                List.of("spectral_soft_cap", "spectral_normalize"),
                "sigmaMax",
                List.of(1, 2, 3, 4),
                "learningRate",
                List.of(0.25, 0.5, 1, 2))));
    tree.put("steps", 100);
    tree.putAll(more);
    return commands.submit(new Submission(DefinitionReader.read(tree), "written", tree)).id();
  }

  /** Bound by the cap, accuracy best at a rate of 1. */
  private void train(Lease lease) {
    double cap = ((Number) lease.parameters().get("sigmaMax")).doubleValue();
    double rate = ((Number) lease.parameters().get("learningRate")).doubleValue();
    double seed = lease.seed() * .001;
    sweeps.complete(
        lease, LogBound.of(cap * cap), .3 + .02 * cap - .05 * Math.abs(Math.log(rate)) + seed);
  }

  private List<String> points() {
    return jdbc.sql(
            "select c.hash || '/' || t.seed from trial t join configuration c on c.id = t.configuration_id order by t.number")
        .query(String.class)
        .list();
  }

  /** Trains one trial at a time until the sweep has ended. */
  private void runToTheEnd(UUID sweep, UUID worker) {
    while (sweeps.sweepState(sweep).equals("RUNNING")) {
      int added = grow.runOnce();
      List<Lease> leases = sweeps.claim(worker, 1);
      leases.forEach(this::train);
      assertThat(added + leases.size() + settle.runOnce())
          .as("it goes on, or it has ended: " + sweeps.sweepState(sweep))
          .satisfies(
              n -> assertThat(n > 0 || !sweeps.sweepState(sweep).equals("RUNNING")).isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol", "frontier", "nsga"})
  void a_search_proposes_as_many_points_as_there_are_slots_and_ends_with_the_last(String method) {
    UUID worker = sweeps.worker("w");
    UUID sweep = submit(Map.of("search", Map.of("method", method, "points", 12, "initial", 5)));
    assertThat(points()).isEmpty();
    grow.runOnce();
    assertThat(points()).as("four slots are free").hasSize(4);
    grow.runOnce();
    assertThat(points()).as("and four trials wait for them").hasSize(4);
    runToTheEnd(sweep, worker);
    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
    assertThat(points()).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void the_same_results_lead_to_the_same_points_whatever_was_killed_in_between() {
    UUID worker = sweeps.worker("w");
    var search =
        Map.<String, Object>of("search", Map.of("method", "frontier", "points", 14, "initial", 6));
    UUID first = submit(search);
    runToTheEnd(first, worker);
    List<String> undisturbed = points();
    jdbc.sql("truncate sweep, configuration restart identity cascade").update();

    UUID second = submit(search);
    while (sweeps.sweepState(second).equals("RUNNING")) {
      // what a server does that dies before it commits
      transaction.executeWithoutResult(
          status -> {
            grow.runOnce();
            status.setRollbackOnly();
          });
      grow.runOnce();
      sweeps.claim(worker, 1).forEach(this::train);
      settle.runOnce();
    }
    assertThat(points()).isEqualTo(undisturbed);
  }

  @Test
  void servers_that_propose_at_once_propose_no_point_twice_and_no_more_than_there_are_slots()
      throws Exception {
    sweeps.worker("w");
    submit(Map.of("search", Map.of("method", "random", "points", 30)));
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Integer> server = grow::runOnce;
      for (var done : threads.invokeAll(Stream.generate(() -> server).limit(8).toList())) {
        done.get();
      }
    }
    assertThat(points()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void a_space_that_is_used_up_ends_the_search() {
    UUID worker = sweeps.worker("w");
    UUID sweep = submit(Map.of("search", Map.of("method", "random", "points", 500)));
    runToTheEnd(sweep, worker);
    assertThat(points()).as("all of the grid").hasSize(32);
    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
  }

  @Test
  void without_a_worker_one_trial_waits_so_that_a_launcher_sees_that_one_is_wanted() {
    submit(Map.of("search", "sobol"));
    grow.runOnce();
    grow.runOnce();
    assertThat(points()).hasSize(1);
  }

  @Test
  void only_slots_that_can_run_the_sweep_count_as_free() {
    sweeps.worker("none of its recipe", Map.of("cifar-mlp", 1));
    sweeps.worker("none of its labels", Map.of(), TestSweeps.device("cpu", 0, 8L << 30, 4));
    UUID worker =
        sweeps.worker(
            "one that fits",
            Map.of("pool", "big"),
            TestSweeps.device("cpu", 0, 7L << 30, 5),
            TestSweeps.device("cuda", 0, 80L << 30, 4));
    var asked = Map.of("device", "cpu", "memory", "2GiB", "labels", Map.of("pool", "big"));
    submit(Map.of("search", "sobol", "resources", asked));
    grow.runOnce();
    assertThat(points()).as("the memory holds three").hasSize(3);
    assertThat(sweeps.claim(worker, Map.of("cpu:0", 2))).hasSize(2);
    grow.runOnce();
    assertThat(points()).as("one runs yet, and one waits for the last place").hasSize(3);
    assertThat(sweeps.claim(worker, Map.of("cpu:0", 3))).hasSize(1);
    grow.runOnce();
    assertThat(points()).hasSize(3);
  }

  @Test
  void a_paused_search_proposes_nothing() {
    UUID worker = sweeps.worker("w");
    UUID sweep = submit(Map.of("search", "sobol"));
    commands.pause(sweep);
    assertThat(grow.runOnce()).isZero();
    commands.resume(sweep);
    assertThat(grow.runOnce()).isEqualTo(4);
    assertThat(sweeps.claim(worker, 4)).hasSize(4);
  }

  private static MetricBatch validation(Lease lease, long step, double accuracy, double bound) {
    return validation(lease, (int) step, step, accuracy, bound);
  }

  private static MetricBatch validation(
      Lease lease, int seq, long step, double accuracy, double bound) {
    return new MetricBatch(
        lease.epoch(),
        List.of(
            new MetricChunk("validation/accuracy", seq, List.of(step), List.of(accuracy)),
            new MetricChunk("bound/certified-quick", seq, List.of(step), List.of(bound))));
  }

  private Directive validate(Lease lease, long step, double accuracy, double bound) {
    MetricBatch batch = validation(lease, step, accuracy, bound);
    metrics.append(lease.attemptId(), batch);
    return judge.validated(lease.attemptId(), batch);
  }

  private Directive directive(Lease lease) {
    return renew.renew(lease.attemptId(), new Renewal(lease.epoch(), null)).directive();
  }

  @Test
  void a_trial_that_is_not_worth_finishing_is_told_so_and_says_which_rung_stopped_it() {
    UUID worker = sweeps.worker("w");
    submit(Map.of("stopping", Map.of("rule", "median", "startup", 3, "firstRung", 0.1)));
    List<Lease> leases = sweeps.claim(worker, 4);
    for (int i = 0; i < 3; i++) {
      assertThat(validate(leases.get(i), 10, .3 + .01 * i, 1)).isEqualTo(Directive.CONTINUE);
      assertThat(directive(leases.get(i))).isEqualTo(Directive.CONTINUE);
    }
    Lease bad = leases.get(3);
    assertThat(validate(bad, 5, .01, 1))
        .as("it has not reached the rung")
        .isEqualTo(Directive.CONTINUE);
    assertThat(validate(bad, 10, .2, 1)).as("by the answer").isEqualTo(Directive.STOP_EARLY);
    assertThat(directive(bad)).as("and by a renewal").isEqualTo(Directive.STOP_EARLY);
    assertThat(judge.validated(bad.attemptId(), validation(bad, 10, .2, 1)))
        .as("sent again after a lost answer")
        .isEqualTo(Directive.STOP_EARLY);
    MetricBatch twice = validation(bad, 11, 10, .2, 1);
    metrics.append(bad.attemptId(), twice);
    assertThat(judge.validated(bad.attemptId(), twice))
        .as("validated once more at the same step")
        .isEqualTo(Directive.STOP_EARLY);
    for (Lease good : leases.subList(0, 3)) {
      validate(good, 20, .3, 1);
    }
    assertThat(validate(bad, 20, .2, 1))
        .as("at the next rung before it has heard")
        .isEqualTo(Directive.STOP_EARLY);
    sweeps.artifact(TestSweeps.CHECKPOINT);
    Outcome.Completed finished = (Outcome.Completed) TestSweeps.completed(LogBound.of(10), .2);
    sweeps.end(bad, new Outcome.Completed(finished.result(), true));
    assertThat(sweeps.trialState(bad.trialId())).isEqualTo("STOPPED_EARLY");
    assertThat(trials.find(bad.trialId()).orElseThrow().reason())
        .startsWith("stopped by median at rung 1 (10 % of its steps): accuracy 0.2000");
    assertThat(metrics.read(bad.trialId(), List.of("validation/accuracy"), 100).getFirst().points())
        .as("it keeps its metrics")
        .hasSize(4);
  }

  @Test
  void a_search_learns_from_what_was_stopped() {
    UUID worker = sweeps.worker("w");
    UUID sweep =
        submit(
            Map.of(
                "search",
                Map.of("method", "frontier", "points", 10, "initial", 8),
                "stopping",
                Map.of("rule", "median", "startup", 2, "firstRung", 0.5)));
    var done = new ArrayList<Lease>();
    while (done.size() < 10) {
      grow.runOnce();
      for (Lease lease : sweeps.claim(worker, 4)) {
        double rate = ((Number) lease.parameters().get("learningRate")).doubleValue();
        validate(lease, 50, .3 - .05 * Math.abs(Math.log(rate)), 1);
        if (directive(lease) == Directive.STOP_EARLY) {
          Outcome.Completed finished =
              (Outcome.Completed) TestSweeps.completed(LogBound.of(10), .2);
          sweeps.artifact(TestSweeps.CHECKPOINT);
          sweeps.end(lease, new Outcome.Completed(finished.result(), true));
        } else {
          train(lease);
        }
        done.add(lease);
      }
    }
    settleAll(sweep);
    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
    assertThat(
            jdbc.sql("select count(*) from trial where state = 'STOPPED_EARLY'")
                .query(Integer.class)
                .single())
        .isPositive();
  }

  private void settleAll(UUID sweep) {
    grow.runOnce();
    settle.runOnce();
  }

  @Test
  void a_race_adds_seeds_where_the_frontier_is_uncertain_and_then_the_sweep_ends() {
    UUID worker = sweeps.worker("w");
    UUID sweep =
        submit(
            Map.of(
                "space",
                List.of(
                    Map.of(
                        "optimizer",
                        "muon",
                        "constraint",
                        "spectral_normalize",
                        "sigmaMax",
                        List.of(1, 2),
                        "learningRate",
                        List.of(0.25, 1))),
                "racing",
                Map.of("seeds", 3, "trials", 6)));
    assertThat(points()).hasSize(4);
    runToTheEnd(sweep, worker);
    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
    assertThat(points()).hasSizeBetween(5, 10).doesNotHaveDuplicates();
    assertThat(jdbc.sql("select max(seed) from trial").query(Long.class).single())
        .isBetween(1L, 2L);
  }

  @Test
  void a_person_adds_points_once_and_a_completed_sweep_goes_on_with_them() {
    UUID worker = sweeps.worker("w");
    UUID sweep = submit(Map.of());
    var more =
        Map.of(
            "space",
            List.of(
                Map.of(
                    "optimizer",
                    "muon",
                    "constraint",
                    "spectral_normalize",
                    "sigmaMax",
                    List.of(4, 8),
                    "learningRate",
                    1)));
    assertThat(commands.addPoints(sweep, more)).as("one is there already").isEqualTo(1);
    assertThat(commands.addPoints(sweep, more)).isZero();
    for (List<Lease> leases = sweeps.claim(worker, 4);
        !leases.isEmpty();
        leases = sweeps.claim(worker, 4)) {
      leases.forEach(this::train);
    }
    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
    assertThat(commands.addPoints(sweep, Map.of("space", more.get("space"), "seeds", List.of(7))))
        .isEqualTo(2);
    assertThat(sweeps.sweepState(sweep)).isEqualTo("RUNNING");
    assertThat(
            jdbc.sql(
                    "select distinct c.parameters ->> 'steps' from trial t join configuration c on c.id = t.configuration_id")
                .query(String.class)
                .list())
        .as("what the sweep gives for all points holds for the new ones")
        .containsExactly("100");
    assertThatThrownBy(() -> commands.addPoints(sweep, Map.of("limits", Map.of())))
        .isInstanceOf(InvalidInput.class);
    commands.cancel(sweep);
    assertThatThrownBy(() -> commands.addPoints(sweep, more)).hasMessageContaining("take points");
  }

  @Test
  void one_more_value_on_an_axis_trains_the_new_points_only() {
    UUID worker = sweeps.worker("w");
    UUID first = submit(Map.of());
    for (int i = 0; i < 8; i++) {
      sweeps.claim(worker, 4).forEach(this::train);
    }
    assertThat(sweeps.sweepState(first)).isEqualTo("COMPLETED");
    UUID second =
        submit(
            Map.of(
                "reuse",
                "any-code",
                "space",
                List.of(
                    Map.of(
                        "optimizer",
                        "muon",
                        "constraint",
                        List.of("spectral_soft_cap", "spectral_normalize"),
                        "sigmaMax",
                        List.of(1, 2, 3, 4, 5),
                        "learningRate",
                        List.of(0.25, 0.5, 1, 2)))));
    assertThat(sweeps.claim(worker, 20))
        .as("the new cap's")
        .hasSize(8)
        .allMatch(lease -> lease.parameters().get("sigmaMax").equals(5.0));
    var reused =
        trials
            .page(
                second,
                dev.lipsweep.persistence.trial.TrialOrder.NUMBER,
                dev.lipsweep.domain.trial.TrialState.COMPLETED,
                null,
                100)
            .items();
    assertThat(reused)
        .hasSize(32)
        .allSatisfy(
            trial -> {
              assertThat(trial.origin()).isNotNull();
              assertThat(trial.origin().sweepId()).isEqualTo(first);
              assertThat(trials.certificates(trial.id())).hasSize(2);
              assertThat(trials.measures(trial.id())).containsKey("train/loss");
            });
  }

  @Test
  void a_sweep_of_known_trials_is_completed_without_training_anything_unless_told_to() {
    UUID worker = sweeps.worker("w");
    UUID first = submit(Map.of());
    for (int i = 0; i < 8; i++) {
      sweeps.claim(worker, 4).forEach(this::train);
    }
    assertThat(sweeps.sweepState(first)).isEqualTo("COMPLETED");
    UUID again = submit(Map.of("reuse", "any-code"));
    settle.runOnce();
    assertThat(sweeps.sweepState(again)).isEqualTo("COMPLETED");
    UUID sameCode = submit(Map.of("reuse", "same-code"));
    settle.runOnce();
    assertThat(sweeps.sweepState(sameCode)).isEqualTo("COMPLETED");

    sweeps.workerOfOtherCode("upgraded");
    submit(Map.of("reuse", "same-code"));
    assertThat(sweeps.claim(worker, 4)).as("nothing is known of that code").hasSize(4);
  }
}
