package dev.lipsweep.persistence.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.TestSweeps;
import dev.lipsweep.persistence.lease.RenewLease;
import dev.lipsweep.persistence.lease.StoreCheckpoint;
import dev.lipsweep.persistence.sweep.MoveSweep;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.sweep.SweepQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class QueriesTest extends DatabaseTest {
  @Autowired TrialQueries trials;
  @Autowired SweepQueries sweepQueries;
  @Autowired RenewLease renew;
  @Autowired StoreCheckpoint checkpoint;
  @Autowired MoveSweep move;
  @Autowired TransactionTemplate transaction;

  @Test
  void trials_are_listed_page_by_page_in_three_orders() {
    UUID sweep = sweeps.sweep("demo", 6);
    List<Lease> leases = sweeps.claim(sweeps.worker("w"), 5);
    sweeps.complete(leases.get(0), LogBound.of(100), 0.5);
    sweeps.complete(leases.get(1), LogBound.of(10), 0.7);
    sweeps.complete(leases.get(2), LogBound.INFINITE, 0.7);
    sweeps.complete(leases.get(3), LogBound.UNKNOWN, 0.1);

    assertThat(numbers(sweep, TrialOrder.NUMBER)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(numbers(sweep, TrialOrder.ACCURACY)).containsExactly(2, 3, 1, 4, 5, 6);
    assertThat(numbers(sweep, TrialOrder.BOUND)).containsExactly(2, 1, 3, 4, 5, 6);
    assertThat(trials.page(sweep, TrialOrder.NUMBER, TrialState.RUNNING, null, 10).items())
        .extracting(Trial::number)
        .containsExactly(5);
    assertThat(trials.page(sweep, TrialOrder.NUMBER, null, null, 10).items())
        .filteredOn(Trial::onFrontier)
        .extracting(Trial::number)
        .containsExactly(2);
  }

  private List<Integer> numbers(UUID sweep, TrialOrder order) {
    var numbers = new ArrayList<Integer>();
    String cursor = null;
    do {
      Page<Trial> page = trials.page(sweep, order, null, cursor, 2);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
      page.items().forEach(trial -> numbers.add(trial.number()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return numbers;
  }

  @Test
  void a_trial_tells_its_result_its_attempts_and_its_certificates() {
    UUID sweep = sweeps.sweep("demo", 1);
    UUID worker = sweeps.worker("w");
    sweeps.end(
        sweeps.claimOne(worker), new Outcome.Failed(FailureCause.OUT_OF_MEMORY, "no memory"));
    Lease lease = sweeps.claimOne(worker);
    renew.renew(lease.attemptId(), new Renewal(2, new Renewal.Progress(50, 100, 1.25, 10)));
    Trial running = trials.find(lease.trialId()).orElseThrow();
    assertThat(running.progress()).isEqualTo(new Renewal.Progress(50, 100, 1.25, 10));
    assertThat(running.bound()).isNull();
    sweeps.complete(lease, LogBound.ofLog10(264.5), 0.41);

    Trial trial = trials.find(lease.trialId()).orElseThrow();

    assertThat(trial.sweepId()).isEqualTo(sweep);
    assertThat(trial.state()).isEqualTo(TrialState.COMPLETED);
    assertThat(trial.bound()).isEqualTo(LogBound.ofLog10(264.5));
    assertThat(trial.rule()).isEqualTo("certified-quick");
    assertThat(trial.accuracy()).isEqualTo(0.41);
    assertThat(trial.attempts()).isEqualTo(2);
    assertThat(trial.onFrontier()).isTrue();
    assertThat(trial.parameters()).containsEntry("steps", 100L).containsEntry("learningRate", 0.1);
    assertThat(trial.finishedAt())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    List<Attempt> attempts = trials.attempts(lease.trialId());
    assertThat(attempts)
        .extracting(Attempt::state)
        .containsExactly(AttemptState.FAILED, AttemptState.COMPLETED);
    assertThat(attempts.getFirst().cause()).isEqualTo(FailureCause.OUT_OF_MEMORY);
    assertThat(attempts.getFirst().workerName()).isEqualTo("w");
    assertThat(trials.certificates(lease.trialId()).getFirst().certificate())
        .isEqualTo(TestSweeps.certificate("certified-quick", LogBound.ofLog10(264.5)));
    assertThat(trials.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void a_sweep_tells_its_counts_its_progress_and_when_it_will_be_done() {
    UUID id = sweeps.sweep("demo", 4);
    List<Lease> leases = sweeps.claim(sweeps.worker("w"), 2);
    sweeps.complete(leases.get(0));
    renew.renew(leases.get(1).attemptId(), new Renewal(1, new Renewal.Progress(50, 100, 1.0, 10)));

    Sweep sweep = sweepQueries.named("demo").orElseThrow();

    assertThat(sweep.id()).isEqualTo(id);
    assertThat(sweep.definition()).isEqualTo("as written");
    assertThat(sweep.trials().total()).isEqualTo(4);
    assertThat(sweep.trials().of(TrialState.COMPLETED)).isEqualTo(1);
    assertThat(sweep.trials().of(TrialState.READY)).isEqualTo(2);
    assertThat(sweep.progress()).isCloseTo(1.5 / 4, within(1e-9));
    // the completed trial took 2.5 s, 2.5 trials are left, one runs
    assertThat(sweep.eta()).isEqualTo(Duration.ofMillis(6250));
    assertThat(sweepQueries.named(id.toString()).orElseThrow()).isEqualTo(sweep);
    assertThat(sweepQueries.named("nobody")).isEmpty();
  }

  @Test
  void what_a_paused_trial_has_kept_counts_as_progress() {
    UUID id = sweeps.sweep("demo", 2);
    sweeps.artifact(TestSweeps.CHECKPOINT);
    Lease lease = sweeps.claimOne(sweeps.worker("w"));
    renew.renew(lease.attemptId(), new Renewal(1, new Renewal.Progress(50, 100, 1.0, 10)));
    checkpoint.store(lease.attemptId(), new CheckpointReport(1, TestSweeps.CHECKPOINT, 40, 10));
    transaction.executeWithoutResult(status -> move.pause(id));
    sweeps.end(lease, new Outcome.Released(50, "paused"));

    Sweep sweep = sweepQueries.named("demo").orElseThrow();
    assertThat(sweep.trials().of(TrialState.WAITING)).isEqualTo(2);
    assertThat(sweep.progress()).isCloseTo(0.4 / 2, within(1e-9));
    assertThat(sweep.eta()).isNull();

    transaction.executeWithoutResult(status -> move.resume(id));
    assertThat(sweepQueries.named("demo").orElseThrow().progress())
        .isCloseTo(0.4 / 2, within(1e-9));
  }

  @Test
  void a_name_means_the_latest_sweep_of_that_name_and_pages_begin_with_the_latest() {
    UUID first = sweeps.sweep("demo", 1);
    UUID second = sweeps.sweep("demo", 1);
    UUID third = sweeps.sweep("other", 1);

    assertThat(sweepQueries.named("demo").orElseThrow().id()).isEqualTo(second);
    Page<Sweep> page = sweepQueries.page(null, null, 2);
    assertThat(page.items()).extracting(Sweep::id).containsExactly(third, second);
    Page<Sweep> rest = sweepQueries.page(SweepState.RUNNING, page.nextCursor(), 2);
    assertThat(rest.items()).extracting(Sweep::id).containsExactly(first);
    assertThat(rest.nextCursor()).isNull();
    assertThat(sweepQueries.page(SweepState.PAUSED, null, 2).items()).isEmpty();
  }
}
