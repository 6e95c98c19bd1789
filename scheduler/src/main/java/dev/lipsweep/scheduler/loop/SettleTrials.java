package dev.lipsweep.scheduler.loop;

import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.persistence.lease.ReadyTrials;
import dev.lipsweep.persistence.sweep.MoveSweep;
import dev.lipsweep.persistence.sweep.Quarantine;
import dev.lipsweep.persistence.sweep.SettleSweep;
import dev.lipsweep.persistence.sweep.SweepLock;
import dev.lipsweep.persistence.sweep.UnsettledSweeps;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves trials to where their sweep wants them: WAITING ones of a running sweep become READY, READY
 * ones of a paused sweep wait, those of a cancelled one are cancelled, those of a configuration in
 * quarantine fail.
 */
@Component
public class SettleTrials {
  private final UnsettledSweeps unsettled;
  private final MoveSweep move;
  private final SettleSweep settle;
  private final Quarantine quarantine;
  private final SweepLock lock;
  private final TransactionTemplate transaction;
  private final ReadyTrials ready;

  SettleTrials(
      UnsettledSweeps unsettled,
      MoveSweep move,
      SettleSweep settle,
      Quarantine quarantine,
      SweepLock lock,
      TransactionTemplate transaction,
      ReadyTrials ready) {
    this.unsettled = unsettled;
    this.move = move;
    this.settle = settle;
    this.quarantine = quarantine;
    this.lock = lock;
    this.transaction = transaction;
    this.ready = ready;
  }

  /** A batch for every sweep that needs one; returns the number of trials moved. */
  public int runOnce() {
    int moved = 0;
    for (UnsettledSweeps.Unsettled sweep : unsettled.find()) {
      Integer batch = transaction.execute(status -> settle(sweep.id()));
      moved += batch == null ? 0 : batch;
    }
    return moved;
  }

  private int settle(UUID sweepId) {
    lock.alone(sweepId);
    SweepState state = move.state(sweepId).orElse(SweepState.COMPLETED);
    int ended = state.isFinished() ? 0 : quarantine.enforce(sweepId);
    int moved =
        switch (state) {
          case RUNNING -> move.promoteWaiting(sweepId);
          case PAUSED -> move.parkReady(sweepId);
          case CANCELLED -> move.cancelUnstarted(sweepId);
          case COMPLETED -> 0;
        };
    settle.run(sweepId);
    if (moved > 0 && state == SweepState.RUNNING) {
      ready.signal();
    }
    return ended + moved;
  }
}
