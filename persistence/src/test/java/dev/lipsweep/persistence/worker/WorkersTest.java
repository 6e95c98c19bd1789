package dev.lipsweep.persistence.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.lease.RenewLease;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WorkersTest extends DatabaseTest {
  @Autowired Workers workers;
  @Autowired RenewLease renew;

  @Test
  void a_worker_is_listed_with_what_it_can_run_and_what_it_runs() {
    UUID sweep = sweeps.sweep("demo", 1);
    UUID id = sweeps.worker("w");
    Lease lease = sweeps.claimOne(id);

    Worker worker = workers.list().getFirst();

    assertThat(worker.id()).isEqualTo(id);
    assertThat(worker.state()).isEqualTo(WorkerState.ALIVE);
    assertThat(worker.recipes()).containsEntry("text-tiny", 1);
    assertThat(worker.devices().getFirst().kind()).isEqualTo("cpu");
    Worker.HeldAttempt held = worker.attempts().getFirst();
    assertThat(worker.attempts()).hasSize(1);
    assertThat(held.attemptId()).isEqualTo(lease.attemptId());
    assertThat(held.trialId()).isEqualTo(lease.trialId());
    assertThat(held.sweepId()).isEqualTo(sweep);
    assertThat(held.sweep()).isEqualTo("demo");
    assertThat(held.trialNumber()).isEqualTo(1);
    assertThat(held.device()).isEqualTo("cpu:0");
    assertThat(held.progress()).isNull();
    renew.renew(lease.attemptId(), new Renewal(1, new Renewal.Progress(25, 100, 1.5, 10)));
    assertThat(workers.list().getFirst().attempts().getFirst().progress()).isEqualTo(0.25);
  }

  @Test
  void silence_is_noticed_and_a_word_ends_it_but_not_for_ever() {
    sweeps.sweep("demo", 1);
    UUID id = sweeps.worker("w");
    Lease lease = sweeps.claimOne(id);
    assertThat(workers.noticeSilence()).isZero();
    silentFor("2 minutes");
    assertThat(workers.noticeSilence()).isEqualTo(1);
    assertThat(workers.noticeSilence()).isZero();
    assertThat(workers.list().getFirst().state()).isEqualTo(WorkerState.SILENT);

    renew.renew(lease.attemptId(), new Renewal(1, null));
    assertThat(workers.list().getFirst().state()).isEqualTo(WorkerState.ALIVE);

    silentFor("1 hour");
    assertThat(workers.noticeSilence()).isEqualTo(1);
    assertThatThrownBy(() -> sweeps.claim(id, 1)).isInstanceOf(UnknownWorker.class);
    assertThat(workers.list()).isEmpty();
  }

  @Test
  void a_worker_that_says_goodbye_has_left() {
    UUID id = sweeps.worker("w");
    workers.leave(id);
    workers.leave(id);

    assertThat(workers.list().getFirst().state()).isEqualTo(WorkerState.LEFT);
    assertThatThrownBy(() -> workers.leave(UUID.randomUUID())).isInstanceOf(UnknownWorker.class);
  }

  private void silentFor(String interval) {
    jdbc.sql("update worker set last_seen_at = now() - cast(:interval as interval)")
        .param("interval", interval)
        .update();
  }
}
