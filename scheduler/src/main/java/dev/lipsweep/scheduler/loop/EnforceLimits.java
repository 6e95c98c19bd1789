package dev.lipsweep.scheduler.loop;

import dev.lipsweep.persistence.sweep.MoveSweep;
import dev.lipsweep.persistence.sweep.StruckLimits;
import dev.lipsweep.persistence.sweep.SweepLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Pauses sweeps that have struck a limit of time; what runs gives itself back. */
@Component
public class EnforceLimits {
  private static final Logger LOG = LoggerFactory.getLogger(EnforceLimits.class);

  private final StruckLimits struck;
  private final MoveSweep move;
  private final SweepLock lock;
  private final TransactionTemplate transaction;

  EnforceLimits(
      StruckLimits struck, MoveSweep move, SweepLock lock, TransactionTemplate transaction) {
    this.struck = struck;
    this.move = move;
    this.lock = lock;
    this.transaction = transaction;
  }

  public void runOnce() {
    for (StruckLimits.Struck sweep : struck.find()) {
      LOG.info("sweep {} is paused: {}", sweep.id(), sweep.message());
      transaction.executeWithoutResult(
          status -> {
            lock.alone(sweep.id());
            move.stop(sweep.id(), sweep.message());
          });
    }
  }
}
