package dev.lipsweep.persistence.lease;

import static dev.lipsweep.domain.trial.AttemptState.CANCELLED;
import static dev.lipsweep.domain.trial.AttemptState.RELEASED;

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
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends an attempt with any outcome and with what follows from it: the trial's state, its result and
 * certificates, the sweep's end. The same end sent again is accepted again.
 *
 * <p>Results are stored with many others. What follows from the other outcomes depends on the
 * sweep's state and on how its other trials ended, so they hold the sweep's lock alone.
 */
@Component
public class EndAttempt {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final StoreResult results;
  private final WriteOutcome write;
  private final SweepLock lock;
  private final SettleSweep settle;
  private final Quarantine quarantine;
  private final ReadyTrials ready;

  EndAttempt(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      StoreResult results,
      WriteOutcome write,
      SweepLock lock,
      SettleSweep settle,
      Quarantine quarantine,
      ReadyTrials ready) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.results = results;
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
    long epoch = completion.epoch();
    boolean ended =
        switch (completion.outcome()) {
          case Outcome.Completed completed ->
              results.store(ResultRow.of(attempt, epoch, completed));
          case Outcome.Infeasible infeasible ->
              alone(attempt, epoch, () -> write.infeasible(attempt, epoch, infeasible));
          case Outcome.Failed failed -> alone(attempt, epoch, () -> fail(attempt, epoch, failed));
          case Outcome.Cancelled cancelled ->
              alone(attempt, epoch, () -> write.givenBack(attempt, epoch, CANCELLED, null));
          case Outcome.Released released ->
              alone(
                  attempt,
                  epoch,
                  () -> write.givenBack(attempt, epoch, RELEASED, released.reason()));
        };
    if (!ended) {
      requireEnded(attempt, completion);
    }
  }

  private boolean alone(UUID attempt, long epoch, BooleanSupplier write) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              UUID sweepId = sweep(attempt, epoch);
              lock.alone(sweepId);
              boolean ended = write.getAsBoolean();
              settle.run(sweepId);
              if (ended) {
                ready.signal();
              }
              return ended;
            }));
  }

  private boolean fail(UUID attempt, long epoch, Outcome.Failed failed) {
    boolean ended = write.failed(attempt, epoch, failed);
    if (ended && failed.cause() == FailureCause.TRAINER_CRASHED) {
      quarantine.consider(attempt);
    }
    return ended;
  }

  private void requireEnded(UUID attempt, Completion completion) {
    AttemptState state = state(attempt, completion.epoch());
    if (state == AttemptState.RUNNING
        && completion.outcome() instanceof Outcome.Completed completed) {
      throw new UnknownArtifact(completed.result().checkpointSha256());
    }
    if (state != after(completion.outcome())) {
      throw new StaleEpoch(attempt, completion.epoch());
    }
  }

  static AttemptState after(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed ->
          completed.stoppedEarly() ? AttemptState.STOPPED_EARLY : AttemptState.COMPLETED;
      case Outcome.Infeasible infeasible -> AttemptState.INFEASIBLE;
      case Outcome.Failed failed -> AttemptState.FAILED;
      case Outcome.Cancelled cancelled -> AttemptState.CANCELLED;
      case Outcome.Released released -> AttemptState.RELEASED;
    };
  }

  private UUID sweep(UUID attempt, long epoch) {
    return jdbc.sql(
            """
            select t.sweep_id from attempt a join trial t on t.id = a.trial_id
            where a.id = :attempt and a.epoch = :epoch
            """)
        .param("attempt", attempt)
        .param("epoch", epoch)
        .query(UUID.class)
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
