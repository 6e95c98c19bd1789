package dev.lipsweep.persistence.lease;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.artifact.UnknownArtifact;
import dev.lipsweep.persistence.sweep.Quarantine;
import dev.lipsweep.persistence.sweep.SettleSweep;
import dev.lipsweep.persistence.sweep.SweepLock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends an attempt with any outcome, in one transaction with what follows from it: the trial's
 * state, its result and certificates, the sweep's end. The same end sent again is accepted again.
 *
 * <p>The sweep's end must be seen by the transaction that finishes its last trial, although two
 * such transactions do not see each other. So the last ends of a sweep hold its lock alone, one
 * after the other, and the many ends before them share it: whoever finds under the shared lock that
 * the end is near, begins again alone.
 */
@Component
public class EndAttempt {
  /**
   * How an end begins, under the shared lock of its sweep.
   *
   * @param near the sweep's end is near
   * @param ended the attempt has been ended
   */
  private record Beginning(UUID sweepId, boolean near, boolean ended) {
    Beginning inShared() {
      return new Beginning(sweepId, near, true);
    }
  }

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final WriteOutcome write;
  private final SweepLock lock;
  private final SettleSweep settle;
  private final Quarantine quarantine;
  private final ReadyTrials ready;

  EndAttempt(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      WriteOutcome write,
      SweepLock lock,
      SettleSweep settle,
      Quarantine quarantine,
      ReadyTrials ready) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.write = write;
    this.lock = lock;
    this.settle = settle;
    this.quarantine = quarantine;
    this.ready = ready;
  }

  /**
   * @throws StaleEpoch if the attempt no longer holds its trial
   * @throws UnknownArtifact if the final checkpoint was not uploaded
   */
  public void end(UUID attempt, Completion completion) {
    Beginning beginning =
        requireNonNull(transaction.execute(status -> endShared(attempt, completion)));
    if (!beginning.ended()) {
      transaction.executeWithoutResult(
          status -> endAlone(beginning.sweepId(), attempt, completion));
    }
  }

  /** Nothing is written if the sweep's end is near, or may come of this. */
  private Beginning endShared(UUID attempt, Completion completion) {
    Beginning beginning = begin(attempt, completion.epoch());
    if (beginning.near() || completion.outcome() instanceof Outcome.Failed) {
      return beginning;
    }
    endOrAccept(attempt, completion);
    return beginning.inShared();
  }

  private void endAlone(UUID sweepId, UUID attempt, Completion completion) {
    lock.alone(sweepId);
    endOrAccept(attempt, completion);
    if (completion.outcome() instanceof Outcome.Failed failed
        && failed.cause() == FailureCause.TRAINER_CRASHED) {
      quarantine.consider(attempt);
    }
    settle.run(sweepId);
  }

  private void endOrAccept(UUID attempt, Completion completion) {
    if (write.write(attempt, completion)) {
      ready.signal();
      return;
    }
    AttemptState state = state(attempt, completion.epoch());
    if (state == AttemptState.RUNNING
        && completion.outcome() instanceof Outcome.Completed completed) {
      throw new UnknownArtifact(completed.result().checkpointSha256());
    }
    if (state != WriteOutcome.attemptState(completion.outcome())) {
      throw new StaleEpoch(attempt, completion.epoch());
    }
  }

  private Beginning begin(UUID attempt, long epoch) {
    return jdbc.sql("select sweep, near from begin_end(:attempt, :epoch)")
        .param("attempt", attempt)
        .param("epoch", epoch)
        .query((row, n) -> new Beginning(row.getObject(1, UUID.class), row.getBoolean(2), false))
        .optional()
        .orElseThrow(() -> new StaleEpoch(attempt, epoch));
  }

  private AttemptState state(UUID attempt, long epoch) {
    return jdbc.sql("select state from attempt where id = :attempt and epoch = :epoch")
        .param("attempt", attempt)
        .param("epoch", epoch)
        .query((row, n) -> AttemptState.valueOf(row.getString(1)))
        .optional()
        .orElseThrow(() -> new StaleEpoch(attempt, epoch));
  }
}
