package dev.lipsweep.scheduler.baseline;

import dev.lipsweep.domain.sweep.Reuse;
import dev.lipsweep.persistence.baseline.Baseline;
import dev.lipsweep.persistence.baseline.Baselines;
import dev.lipsweep.persistence.baseline.Check.Origin;
import dev.lipsweep.persistence.baseline.Checks;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs baselines again whose time has come. A time that passed while no server ran is made up for,
 * once; one at which the last check still runs is let go.
 */
@Component
public class ScheduleChecks {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleChecks.class);

  private final Baselines baselines;
  private final Checks checks;
  private final CheckBaselines commands;
  private final TransactionTemplate transaction;

  ScheduleChecks(
      Baselines baselines,
      Checks checks,
      CheckBaselines commands,
      TransactionTemplate transaction) {
    this.baselines = baselines;
    this.checks = checks;
    this.commands = commands;
    this.transaction = transaction;
  }

  public void runOnce() {
    for (Baseline due : baselines.due()) {
      try {
        transaction.executeWithoutResult(status -> begin(due));
      } catch (RuntimeException e) {
        LOG.error(
            "baseline {} cannot be checked by its schedule; it is tried again at the next time",
            due.name(),
            e);
        transaction.executeWithoutResult(status -> baselines.take(due, next(due)));
      }
    }
  }

  /** One transaction, so that a server that dies here has taken nothing. */
  private void begin(Baseline due) {
    Instant next = next(due);
    if (!baselines.take(due, next)) {
      return;
    }
    if (checks.isUnderWay(due.id())) {
      LOG.warn(
          "baseline {}: its last check still runs, so none is begun now; the next is due {}",
          due.name(),
          next);
      return;
    }
    int number = commands.rerun(due, due.margins(), Origin.SCHEDULE, Reuse.NEVER).number();
    LOG.info(
        "baseline {}: check {} begun by schedule; the next is due {}", due.name(), number, next);
  }

  private Instant next(Baseline due) {
    String cron = due.schedule();
    if (cron == null) {
      throw new IllegalStateException(
          "baseline %s is due without a schedule. Indicates a bug.".formatted(due.name()));
    }
    return Schedules.next(cron, baselines.now());
  }
}
