package dev.lipsweep.scheduler.baseline;

import dev.lipsweep.persistence.baseline.Checks;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives checks their verdict whose sweep has ended. */
@Component
public class ConcludeChecks {
  private static final Logger LOG = LoggerFactory.getLogger(ConcludeChecks.class);

  private final Checks checks;
  private final CheckBaselines baselines;

  ConcludeChecks(Checks checks, CheckBaselines baselines) {
    this.checks = checks;
    this.baselines = baselines;
  }

  public void runOnce() {
    List<UUID> ready = checks.ready();
    for (UUID check : ready) {
      try {
        baselines.conclude(check);
      } catch (RuntimeException e) {
        // one that cannot be concluded must not hold up the others
        LOG.warn("check {} has no verdict yet; it is tried again", check, e);
      }
    }
  }
}
