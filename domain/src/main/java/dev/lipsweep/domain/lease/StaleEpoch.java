package dev.lipsweep.domain.lease;

import java.util.UUID;

/**
 * A write showed an epoch that no longer holds the trial: the lease was lost. The attempt must stop
 * and drop its results.
 */
public final class StaleEpoch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleEpoch(UUID attempt, long epoch) {
    super("attempt %s with epoch %d no longer holds its trial".formatted(attempt, epoch));
  }
}
