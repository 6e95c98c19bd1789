package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.artifact.UnknownArtifact;
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
  private record Standing(UUID trialId, UUID sweepId, AttemptState state) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final WriteOutcome write;
  private final SweepLock lock;
  private final SettleSweep settle;
  private final ReadyTrials ready;

  EndAttempt(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      WriteOutcome write,
      SweepLock lock,
      SettleSweep settle,
      ReadyTrials ready) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.write = write;
    this.lock = lock;
    this.settle = settle;
    this.ready = ready;
  }

  /**
   * @throws StaleEpoch if the attempt no longer holds its trial
   * @throws UnknownArtifact if the final checkpoint was not uploaded
   */
  public void end(UUID attempt, Completion completion) {
    UUID sweepId = standing(attempt, completion.epoch()).sweepId();
    boolean alone = completion.outcome() instanceof Outcome.Failed || settle.isNearItsEnd(sweepId);
    if (!alone) {
      alone =
          !Boolean.TRUE.equals(transaction.execute(s -> endShared(sweepId, attempt, completion)));
      if (!alone) {
        return;
      }
    }
    transaction.executeWithoutResult(s -> endAlone(sweepId, attempt, completion));
  }

  /** False, and nothing written, if the sweep's end is near. */
  private boolean endShared(UUID sweepId, UUID attempt, Completion completion) {
    lock.shared(sweepId);
    if (settle.isNearItsEnd(sweepId)) {
      return false;
    }
    endOrAccept(attempt, completion);
    return true;
  }

  private void endAlone(UUID sweepId, UUID attempt, Completion completion) {
    lock.alone(sweepId);
    endOrAccept(attempt, completion);
    settle.run(sweepId);
  }

  private void endOrAccept(UUID attempt, Completion completion) {
    if (write.write(attempt, completion)) {
      ready.signal();
      return;
    }
    Standing standing = standing(attempt, completion.epoch());
    if (standing.state() == AttemptState.RUNNING
        && completion.outcome() instanceof Outcome.Completed completed) {
      throw new UnknownArtifact(completed.result().checkpointSha256());
    }
    if (standing.state() != WriteOutcome.attemptState(completion.outcome())) {
      throw new StaleEpoch(attempt, completion.epoch());
    }
  }

  private Standing standing(UUID attempt, long epoch) {
    return jdbc.sql(
            """
            select t.id, t.sweep_id, a.state
            from attempt a join trial t on t.id = a.trial_id
            where a.id = :attempt and a.epoch = :epoch
            """)
        .param("attempt", attempt)
        .param("epoch", epoch)
        .query(
            (row, n) ->
                new Standing(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    AttemptState.valueOf(row.getString(3))))
        .optional()
        .orElseThrow(() -> new StaleEpoch(attempt, epoch));
  }
}
