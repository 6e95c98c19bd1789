package dev.lipsweep.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.persistence.DatabaseTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LeaseLogTest extends DatabaseTest {
  @Autowired LeaseLog log;
  @Autowired LeaseIncidents incidents;
  @Autowired ReapExpiredLeases reap;

  @Test
  void the_log_tells_who_held_which_epoch_and_who_wrote_too_late() {
    sweeps.sweep("demo", 1);
    UUID first = sweeps.worker("first");
    Lease lost = sweeps.claimOne(first);
    sweeps.expire(lost);
    reap.run();
    log.refused(lost.attemptId(), WriteKind.RENEWAL, lost.epoch());
    UUID second = sweeps.worker("second");
    Lease next = sweeps.claimOne(second);
    log.refused(lost.attemptId(), WriteKind.RENEWAL, lost.epoch());
    log.refused(lost.attemptId(), WriteKind.COMPLETION, lost.epoch());
    sweeps.complete(next);

    List<LeaseEntry> entries = log.of(lost.trialId());

    assertThat(entries).extracting(LeaseEntry::epoch).containsExactly(1L, 2L);
    LeaseEntry one = entries.getFirst();
    assertThat(one.workerId()).isEqualTo(first);
    assertThat(one.workerName()).isEqualTo("first");
    assertThat(one.device()).isEqualTo("cpu:0");
    assertThat(one.state()).isEqualTo(AttemptState.LOST);
    assertThat(one.expiredAt()).isBefore(one.until());
    assertThat(one.refused())
        .extracting(
            RefusedWrite::kind,
            RefusedWrite::refusals,
            RefusedWrite::currentEpoch,
            RefusedWrite::trialState)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(WriteKind.RENEWAL, 2, 2L, TrialState.RUNNING),
            org.assertj.core.groups.Tuple.tuple(WriteKind.COMPLETION, 1, 2L, TrialState.RUNNING));
    LeaseEntry two = entries.getLast();
    assertThat(two.state()).isEqualTo(AttemptState.COMPLETED);
    assertThat(two.expiredAt()).isNull();
    assertThat(two.refused()).isEmpty();
    assertThat(one.until()).isBeforeOrEqualTo(two.from());
  }

  @Test
  void incidents_of_all_sweeps_are_told_the_latest_first() {
    UUID worker = sweeps.worker("w");
    sweeps.sweep("one", 1);
    Lease lost = sweeps.claimOne(worker);
    sweeps.expire(lost);
    reap.run();
    Lease second = sweeps.claimOne(worker);
    log.refused(lost.attemptId(), WriteKind.RENEWAL, lost.epoch());
    sweeps.complete(second);
    log.refused(second.attemptId(), WriteKind.METRICS, second.epoch());

    List<LeaseIncident> all = incidents.latest(10);
    assertThat(all)
        .extracting(LeaseIncident::refused)
        .containsExactly(WriteKind.METRICS, WriteKind.RENEWAL, null);
    assertThat(all)
        .extracting(LeaseIncident::sweep, LeaseIncident::trialNumber, LeaseIncident::worker)
        .containsOnly(org.assertj.core.groups.Tuple.tuple("one", 1, "w"));
    assertThat(all.get(0).currentEpoch()).isEqualTo(all.get(0).epoch());
    assertThat(all.get(0).trialState()).isEqualTo(TrialState.COMPLETED);
    assertThat(all.get(1).currentEpoch()).isEqualTo(lost.epoch() + 1);
    assertThat(all.get(2).expiredAt()).isNotNull();
    assertThat(incidents.latest(1)).hasSize(1);
  }

  @Test
  void strangers_leave_no_trace_and_old_notes_are_deleted() {
    sweeps.sweep("demo", 1);
    Lease lease = sweeps.claimOne(sweeps.worker("w"));
    log.refused(UUID.randomUUID(), WriteKind.METRICS, 1);
    log.refused(lease.attemptId(), WriteKind.METRICS, 0);
    assertThat(log.deleteOlderThan(Duration.ofDays(30))).isZero();
    jdbc.sql("update fenced_write set last_at = now() - interval '31 days'").update();

    assertThat(log.deleteOlderThan(Duration.ofDays(30))).isEqualTo(1);
    assertThat(log.of(lease.trialId()).getFirst().refused()).isEmpty();
  }
}
