package dev.lipsweep.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.TestSweeps;
import dev.lipsweep.persistence.artifact.UnknownArtifact;
import dev.lipsweep.persistence.metric.Metrics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EndAttemptTest extends DatabaseTest {
  private static final Outcome CRASH =
      new Outcome.Failed(FailureCause.TRAINER_CRASHED, "signal 11");
  private static final Outcome DATA = new Outcome.Failed(FailureCause.DATA_MISSING, "no CIFAR-10");

  @Autowired RenewLease renew;
  @Autowired ReapExpiredLeases reap;
  @Autowired StoreCheckpoint checkpoint;
  @Autowired Metrics metrics;

  @Test
  void a_completion_stores_the_result_and_ends_the_sweep_with_its_last_trial() {
    UUID sweep = sweeps.sweep("demo", 2);
    List<Lease> leases = sweeps.claim(sweeps.worker("w"), 2);

    sweeps.complete(leases.get(0), LogBound.ofLog10(264.31), 0.41);
    assertThat(sweeps.sweepState(sweep)).isEqualTo("RUNNING");
    sweeps.complete(leases.get(1), LogBound.INFINITE, 0.5);

    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
    assertThat(jdbc.sql("select * from trial where number = 1").query().singleRow())
        .containsEntry("state", "COMPLETED")
        .containsEntry("accuracy", 0.41)
        .containsEntry("log10_bound", 264.31)
        .containsEntry("bound_rule", "certified-quick")
        .containsEntry("checkpoint_sha256", TestSweeps.CHECKPOINT);
    assertThat(jdbc.sql("select count(*) from certificate").query(Integer.class).single())
        .isEqualTo(4);
    assertThat(jdbc.sql("select count(*) from result").query(Integer.class).single()).isEqualTo(2);
    assertThat(jdbc.sql("select kind from event order by seq").query(String.class).list())
        .containsExactly("trial", "trial", "trial", "frontier", "trial", "frontier", "sweep");
  }

  @Test
  void the_same_end_sent_again_is_accepted_and_another_one_is_not() {
    sweeps.sweep("demo", 3);
    List<Lease> leases = sweeps.claim(sweeps.worker("w"), 3);
    sweeps.complete(leases.getFirst());

    sweeps.complete(leases.getFirst());

    assertThat(jdbc.sql("select count(*) from result").query(Integer.class).single()).isEqualTo(1);
    assertThatThrownBy(() -> sweeps.end(leases.getFirst(), CRASH)).isInstanceOf(StaleEpoch.class);
    sweeps.end(leases.get(1), CRASH);
    sweeps.end(leases.get(1), CRASH);
    assertThat(
            jdbc.sql("select failures from trial where number = 2").query(Integer.class).single())
        .isEqualTo(1);
  }

  @Test
  void every_write_of_an_attempt_that_lost_its_trial_is_refused() {
    sweeps.sweep("demo", 1);
    UUID worker = sweeps.worker("w");
    Lease old = sweeps.claimOne(worker);
    sweeps.artifact(TestSweeps.CHECKPOINT);
    sweeps.expire(old);
    assertThat(reap.run()).isEqualTo(1);
    assertThat(sweeps.attemptState(old.attemptId())).isEqualTo("LOST");

    everyWriteIsStale(old);
    Lease next = sweeps.claimOne(worker);
    assertThat(next.epoch()).isEqualTo(2);
    everyWriteIsStale(old);
    // the right attempt with a wrong epoch, and an attempt that never was
    everyWriteIsStale(with(next, next.attemptId(), 1));
    everyWriteIsStale(with(next, old.attemptId(), 2));
    everyWriteIsStale(with(next, UUID.randomUUID(), 2));
    sweeps.complete(next);
    everyWriteIsStale(old);
  }

  private void everyWriteIsStale(Lease lease) {
    UUID attempt = lease.attemptId();
    long epoch = lease.epoch();
    List<Runnable> writes =
        List.of(
            () -> renew.renew(attempt, new Renewal(epoch, null)),
            () ->
                checkpoint.store(
                    attempt, new CheckpointReport(epoch, TestSweeps.CHECKPOINT, 10, 10)),
            () ->
                metrics.append(
                    attempt,
                    new MetricBatch(
                        epoch, List.of(new MetricChunk("l", 0, List.of(1L), List.of(1.0))))),
            () -> sweeps.complete(lease),
            () -> sweeps.end(lease, new Outcome.Infeasible(3, "NaN", "diverged")),
            () -> sweeps.end(lease, CRASH),
            () -> sweeps.end(lease, new Outcome.Cancelled(3)),
            () -> sweeps.end(lease, new Outcome.Released(3, null)));
    String before = fingerprint();
    assertThat(writes).allSatisfy(w -> assertThatThrownBy(w::run).isInstanceOf(StaleEpoch.class));
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void a_lost_trial_goes_on_from_its_checkpoint_and_its_failures_do_not_count() {
    sweeps.sweep("demo", 1);
    UUID worker = sweeps.worker("w");
    sweeps.artifact(TestSweeps.CHECKPOINT);
    for (int round = 1; round <= 5; round++) {
      Lease lease = sweeps.claimOne(worker);
      checkpoint.store(
          lease.attemptId(),
          new CheckpointReport(lease.epoch(), TestSweeps.CHECKPOINT, 10L * round, 10));
      sweeps.expire(lease);
      reap.run();
    }

    Lease last = sweeps.claimOne(worker);

    assertThat(last.epoch()).isEqualTo(6);
    assertThat(last.checkpoint()).isEqualTo(new Lease.Checkpoint(TestSweeps.CHECKPOINT, 50, 10));
    assertThat(jdbc.sql("select failures from trial").query(Integer.class).single()).isZero();
  }

  @Test
  void a_checkpoint_needs_its_artifact_and_never_goes_back() {
    sweeps.sweep("demo", 1);
    Lease lease = sweeps.claimOne(sweeps.worker("w"));

    assertThatThrownBy(
            () ->
                checkpoint.store(
                    lease.attemptId(), new CheckpointReport(1, "d".repeat(64), 10, 10)))
        .isInstanceOf(UnknownArtifact.class);
    sweeps.artifact("d".repeat(64));
    sweeps.artifact("e".repeat(64));
    checkpoint.store(lease.attemptId(), new CheckpointReport(1, "e".repeat(64), 20, 10));
    checkpoint.store(lease.attemptId(), new CheckpointReport(1, "d".repeat(64), 10, 10));
    assertThat(jdbc.sql("select checkpoint_sha256 from trial").query(String.class).single())
        .isEqualTo("e".repeat(64));
  }

  @Test
  void a_completion_without_its_final_checkpoint_is_refused_and_can_be_sent_again() {
    sweeps.sweep("demo", 1);
    Lease lease = sweeps.claimOne(sweeps.worker("w"));
    Outcome outcome = TestSweeps.completed(LogBound.ONE, 0.5);

    assertThatThrownBy(() -> sweeps.end(lease, outcome)).isInstanceOf(UnknownArtifact.class);
    assertThat(sweeps.trialState(lease.trialId())).isEqualTo("RUNNING");
    sweeps.artifact(TestSweeps.CHECKPOINT);
    sweeps.end(lease, outcome);
    assertThat(sweeps.trialState(lease.trialId())).isEqualTo("COMPLETED");
  }

  @Test
  void a_crash_is_retried_within_the_limit_and_missing_data_is_not() {
    UUID sweep =
        sweeps.sweep("demo", 2, Map.of("limits", Map.of("maxFailures", 2, "maxAttempts", 2)));
    UUID worker = sweeps.worker("w");
    Lease first = sweeps.claimOne(worker);
    sweeps.end(first, CRASH);
    assertThat(sweeps.trialState(first.trialId())).isEqualTo("READY");
    Lease second = sweeps.claimOne(worker);
    assertThat(second.trialId()).isEqualTo(first.trialId());
    sweeps.end(second, CRASH);
    assertThat(sweeps.trialState(first.trialId())).isEqualTo("FAILED");

    Lease other = sweeps.claimOne(worker);
    sweeps.end(other, DATA);

    assertThat(sweeps.trialState(other.trialId())).isEqualTo("FAILED");
    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
    assertThat(jdbc.sql("select reason from trial where number = 2").query(String.class).single())
        .isEqualTo("no CIFAR-10");
  }

  @Test
  void divergence_is_a_result_and_not_retried() {
    UUID sweep = sweeps.sweep("demo", 1);
    Lease lease = sweeps.claimOne(sweeps.worker("w"));

    sweeps.end(lease, new Outcome.Infeasible(12, "NaN", "loss is not finite"));

    assertThat(sweeps.trialState(lease.trialId())).isEqualTo("INFEASIBLE");
    assertThat(jdbc.sql("select reason from trial").query(String.class).single())
        .isEqualTo("diverged at step 12: loss NaN");
    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
  }

  @Test
  void one_failure_too_many_pauses_the_sweep_and_says_why() {
    UUID sweep = sweeps.sweep("demo", 5, Map.of("limits", Map.of("maxFailures", 1)));
    List<Lease> leases = sweeps.claim(sweeps.worker("w"), 3);

    sweeps.end(leases.get(0), DATA);
    assertThat(sweeps.sweepState(sweep)).isEqualTo("RUNNING");
    sweeps.end(leases.get(1), DATA);

    assertThat(sweeps.sweepState(sweep)).isEqualTo("PAUSED");
    assertThat(jdbc.sql("select message from sweep").query(String.class).single())
        .startsWith("2 trials failed, more than the 1 ");
    // the one that still runs gives itself back and waits
    sweeps.end(leases.get(2), new Outcome.Released(5, "pause"));
    assertThat(sweeps.trialState(leases.get(2).trialId())).isEqualTo("WAITING");
  }

  @Test
  void a_released_trial_goes_where_its_sweep_wants_it() {
    UUID sweep = sweeps.sweep("demo", 4);
    UUID worker = sweeps.worker("w");
    List<Lease> leases = sweeps.claim(worker, 4);

    sweeps.end(leases.get(0), new Outcome.Released(5, "shutdown"));
    assertThat(sweeps.trialState(leases.get(0).trialId())).isEqualTo("READY");
    assertThat(sweeps.attemptState(leases.get(0).attemptId())).isEqualTo("RELEASED");
    sweeps.setSweepState(sweep, "PAUSED");
    sweeps.end(leases.get(1), new Outcome.Released(5, null));
    assertThat(sweeps.trialState(leases.get(1).trialId())).isEqualTo("WAITING");
    sweeps.setSweepState(sweep, "CANCELLED");
    sweeps.end(leases.get(2), new Outcome.Cancelled(5));
    assertThat(sweeps.trialState(leases.get(2).trialId())).isEqualTo("CANCELLED");
    sweeps.expire(leases.get(3));
    reap.run();
    assertThat(sweeps.trialState(leases.get(3).trialId())).isEqualTo("CANCELLED");
  }

  private static Lease with(Lease lease, UUID attempt, long epoch) {
    return new Lease(
        attempt,
        epoch,
        lease.trialId(),
        lease.sweepId(),
        lease.sweepName(),
        lease.trialNumber(),
        lease.recipe(),
        lease.recipeVersion(),
        lease.parameters(),
        lease.seed(),
        lease.leaseMillis(),
        lease.device(),
        lease.memoryBytes(),
        null);
  }

  /** Everything that an attempt could have written. */
  private String fingerprint() {
    return jdbc.sql(
            """
            select concat((select string_agg(t::text, ',' order by id) from trial t),
                          (select string_agg(a::text, ',' order by id) from attempt a),
                          (select count(*) from metric_chunk), (select count(*) from result),
                          (select count(*) from certificate), (select count(*) from event))
            """)
        .query(String.class)
        .single();
  }
}
