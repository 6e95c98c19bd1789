package dev.lipsweep.persistence.lease;

import static dev.lipsweep.persistence.TestSweeps.device;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.sweep.MoveSweep;
import dev.lipsweep.persistence.sweep.SweepLock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The cause of an attempt's end decides whether and how its trial is tried again. */
class RetryByCauseTest extends DatabaseTest {
  private static final long GIB = 1L << 30;
  private static final Outcome OUT_OF_MEMORY =
      new Outcome.Failed(FailureCause.OUT_OF_MEMORY, "CUDA out of memory");

  @Autowired ReapExpiredLeases reap;
  @Autowired MoveSweep move;
  @Autowired SweepLock lock;
  @Autowired TransactionTemplate transaction;

  @Test
  void lost_nodes_and_preemption_are_free() {
    sweeps.sweep("demo", 1, Map.of("limits", Map.of("maxAttempts", 1)));
    UUID worker = sweeps.worker("w");
    for (int i = 0; i < 5; i++) {
      sweeps.expire(sweeps.claimOne(worker));
      reap.run();
      sweeps.end(sweeps.claimOne(worker), new Outcome.Released(3, "preempted"));
    }

    sweeps.complete(sweeps.claimOne(worker));

    assertThat(jdbc.sql("select failures from trial").query(Integer.class).single()).isZero();
  }

  @Test
  void out_of_memory_is_tried_once_more_with_twice_the_request() {
    sweeps.sweep("demo", 2, Map.of("resources", Map.of("memory", "3GiB")));
    UUID worker = sweeps.worker("gpu", Map.of(), device("cuda", 0, 16 * GIB, 2));
    Lease first = sweeps.claimOne(worker);

    sweeps.end(first, OUT_OF_MEMORY);

    Lease second = sweeps.claimOne(worker);
    assertThat(second.trialId()).isEqualTo(first.trialId());
    assertThat(second.memoryBytes()).isEqualTo(6 * GIB);
    sweeps.end(second, OUT_OF_MEMORY);
    assertThat(sweeps.trialState(first.trialId())).isEqualTo("FAILED");
    assertThat(sweeps.claimOne(worker).memoryBytes()).as("the other trial").isEqualTo(3 * GIB);
  }

  @Test
  void a_trial_that_asked_for_nothing_had_its_slots_share_of_the_device() {
    sweeps.sweep("demo", 1);
    UUID worker = sweeps.worker("gpu", Map.of(), device("cuda", 0, 16 * GIB, 4));
    sweeps.end(sweeps.claimOne(worker), OUT_OF_MEMORY);

    assertThat(sweeps.claimOne(worker).memoryBytes()).isEqualTo(8 * GIB);
  }

  @Test
  void a_larger_request_is_not_larger_than_the_largest_device() {
    sweeps.sweep("demo", 1, Map.of("resources", Map.of("memory", "10GiB")));
    UUID worker = sweeps.worker("gpu", Map.of(), device("cuda", 0, 16 * GIB, 1));
    sweeps.end(sweeps.claimOne(worker), OUT_OF_MEMORY);

    assertThat(sweeps.claimOne(worker).memoryBytes()).isEqualTo(16 * GIB);
  }

  @Test
  void a_configuration_that_crashes_on_different_workers_is_quarantined_with_all_its_seeds() {
    UUID sweep = sweeps.sweep("demo", 10, Map.of("limits", Map.of("maxFailures", 3)));
    Lease running = sweeps.claimOne(sweeps.worker("other"));
    List<UUID> workers = List.of(sweeps.worker("a"), sweeps.worker("b"));
    crash(workers.get(0), "SIGSEGV");
    crash(workers.get(1), "SIGABRT");
    assertThat(states()).containsEntry("READY", 9L);

    crash(workers.get(0), "SIGSEGV");

    assertThat(states()).isEqualTo(Map.of("FAILED", 9L, "RUNNING", 1L));
    assertThat(
            jdbc.sql("select distinct reason from trial where epoch = 0")
                .query(String.class)
                .list())
        .singleElement()
        .asString()
        .startsWith(
            "quarantined: this configuration crashed the trainer 3 times (SIGABRT, SIGSEGV)");
    assertThat(sweeps.sweepState(sweep))
        .as("trials that never ran are no failures")
        .isEqualTo("RUNNING");
    crash(running, "SIGSEGV");
    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
  }

  @Test
  void crashes_of_one_worker_count_only_if_they_are_the_same() {
    sweeps.sweep("various", 5, Map.of("limits", Map.of("maxAttempts", 10)));
    UUID worker = sweeps.worker("w");
    for (String signal : List.of("SIGSEGV", "SIGABRT", "SIGKILL", "SIGSEGV")) {
      crash(worker, signal);
    }
    assertThat(states()).doesNotContainKey("FAILED");
    jdbc.sql("truncate sweep cascade").update();

    sweeps.sweep("same", 5);
    for (int i = 0; i < 3; i++) {
      crash(worker, "SIGSEGV");
    }
    assertThat(states()).isEqualTo(Map.of("FAILED", 5L));
  }

  @Test
  void a_retry_lifts_the_quarantine_and_forgets_the_crashes() {
    UUID sweep = sweeps.sweep("demo", 3);
    UUID worker = sweeps.worker("w");
    for (int i = 0; i < 3; i++) {
      crash(worker, "SIGSEGV");
    }

    Integer retried =
        transaction.execute(
            status -> {
              lock.alone(sweep);
              return move.retryFailed(sweep);
            });

    assertThat(retried).isEqualTo(3);
    assertThat(states()).isEqualTo(Map.of("READY", 3L));
    crash(worker, "SIGSEGV");
    crash(worker, "SIGSEGV");
    assertThat(states()).doesNotContainKey("FAILED");
    crash(worker, "SIGSEGV");
    assertThat(states()).isEqualTo(Map.of("FAILED", 3L));
  }

  private void crash(UUID worker, String signal) {
    crash(sweeps.claimOne(worker), signal);
  }

  private void crash(Lease lease, String signal) {
    sweeps.end(
        lease, new Outcome.Failed(FailureCause.TRAINER_CRASHED, "the trainer crashed", signal));
  }

  private Map<String, Long> states() {
    return jdbc
        .sql("select state, count(*) from trial group by state")
        .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
