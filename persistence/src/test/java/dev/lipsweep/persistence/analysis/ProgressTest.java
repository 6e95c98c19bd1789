package dev.lipsweep.persistence.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.lease.ReapExpiredLeases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ProgressTest extends DatabaseTest {
  @Autowired Paces paces;
  @Autowired Failures failures;
  @Autowired Timelines timelines;
  @Autowired ReapExpiredLeases reap;

  @Test
  void what_went_wrong_is_told_by_cause_with_the_commonest_message_first() {
    UUID sweep = sweeps.sweep("demo", 12, Map.of("limits", Map.of("maxFailures", 12)));
    UUID worker = sweeps.worker("w");
    List<Lease> leases = sweeps.claim(worker, 4);
    sweeps.end(leases.get(0), new Outcome.Failed(FailureCause.TRAINER_ERROR, "no such file"));
    sweeps.end(leases.get(1), new Outcome.Failed(FailureCause.TRAINER_ERROR, "no such file"));
    sweeps.end(leases.get(2), new Outcome.Failed(FailureCause.TRAINER_ERROR, "cannot read"));
    sweeps.end(leases.get(3), new Outcome.Infeasible(7, "NaN", "loss NaN"));
    Lease lost = sweeps.claimOne(worker);
    sweeps.expire(lost);
    reap.run();

    List<FailureGroup> groups = failures.of(sweep);
    assertThat(groups)
        .extracting(FailureGroup::cause)
        .containsExactly("TRAINER_ERROR", "DIVERGED", "LEASE_LOST");
    FailureGroup errors = groups.getFirst();
    assertThat(errors.attempts()).isEqualTo(3);
    assertThat(errors.trials()).isEqualTo(3);
    assertThat(errors.samples())
        .extracting(FailureGroup.FailureSample::message, FailureGroup.FailureSample::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("no such file", 2),
            org.assertj.core.groups.Tuple.tuple("cannot read", 1));
    assertThat(groups.get(1).ended()).isEqualTo(1);
    assertThat(groups.get(2).ended()).isZero();
    assertThat(failures.of(sweeps.sweep("other", 3))).isEmpty();
  }

  @Test
  void a_sweep_that_has_not_begun_has_no_pace() {
    UUID sweep = sweeps.sweep("demo", 2);
    assertThat(paces.of(sweep)).isEqualTo(new Pace(null, 1, List.of(), 0, 0, null));
    assertThat(timelines.of(sweep, null, null)).isEqualTo(Timeline.NOTHING);
  }

  @Test
  void ended_trials_are_counted_by_time_and_say_how_long_the_rest_takes() {
    UUID sweep = sweeps.sweep("demo", 6);
    UUID worker = sweeps.worker("w");
    List<Lease> leases = sweeps.claim(worker, 4);
    Pace first = paces.of(sweep);
    assertThat(first.running()).isEqualTo(4);
    assertThat(first.left()).isNull();
    sweeps.complete(leases.get(0));
    sweeps.complete(leases.get(1));
    sweeps.end(leases.get(2), new Outcome.Infeasible(7, "NaN", "loss NaN"));
    at(leases.get(0), "finished_at", 100);
    at(leases.get(1), "finished_at", 50);
    leases.forEach(lease -> at(lease, "started_at", 200));

    Pace pace = paces.of(sweep);
    assertThat(pace.bucketSeconds()).isEqualTo(5);
    assertThat(pace.buckets()).hasSize(3);
    assertThat(pace.buckets().stream().mapToInt(Pace.Bucket::completed).sum()).isEqualTo(2);
    assertThat(pace.buckets().getLast().infeasible()).isEqualTo(1);
    // 100 steps in 2.5 s each: three trials left on one slot
    assertThat(pace.left().likely()).isEqualTo(Duration.ofMillis(7500));
  }

  @Test
  void attempts_are_bars_and_very_many_of_them_a_load_with_the_same_sum() {
    UUID sweep = sweeps.sweep("demo", 3);
    UUID worker = sweeps.worker("w");
    List<Lease> leases = sweeps.claim(worker, 2);
    sweeps.complete(leases.get(0), LogBound.of(10), 0.5);
    Timeline few = timelines.of(sweep, null, null);
    assertThat(few.workers()).extracting(Timeline.Lane::name).containsExactly("w");
    assertThat(few.attempts())
        .extracting(Timeline.Bar::trialNumber, bar -> bar.until() == null)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, false),
            org.assertj.core.groups.Tuple.tuple(2, true));
    assertThat(few.load()).isNull();

    manyAttempts(leases.get(0), Timelines.MOST_BARS);
    Timeline many = timelines.of(sweep, null, null);
    assertThat(many.attempts()).isNull();
    double busy = many.load().stream().mapToDouble(Timeline.Load::busySeconds).sum();
    assertThat(busy).isCloseTo(2.0 * Timelines.MOST_BARS, org.assertj.core.data.Offset.offset(5.0));

    Instant from = many.from().plusSeconds(100);
    Timeline zoomed = timelines.of(sweep, from, from.plusSeconds(60));
    assertThat(zoomed.attempts()).hasSizeBetween(60, 64);
  }

  /** One after the other, a second apart, of two seconds each, the last one ends now. */
  private void manyAttempts(Lease lease, int count) {
    jdbc.sql(
            """
            insert into attempt (id, trial_id, epoch, worker_id, state, started_at, finished_at)
            select gen_random_uuid(), a.trial_id, 1000 + n, a.worker_id, 'RELEASED',
                   now() - (:count - n + 2) * interval '1 s', now() - (:count - n) * interval '1 s'
            from attempt a, generate_series(1, :count) n where a.id = :attempt
            """)
        .param("count", count)
        .param("attempt", lease.attemptId())
        .update();
    jdbc.sql("update trial set started_at = now() - :count * interval '1 s' - interval '1 s'")
        .param("count", count)
        .update();
  }

  private void at(Lease lease, String column, int secondsAgo) {
    jdbc.sql(
            "update trial set %s = now() - %d * interval '1 s' where id = :id and (%1$s is not null)"
                .formatted(column, secondsAgo))
        .param("id", lease.trialId())
        .update();
  }
}
