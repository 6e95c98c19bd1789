package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives trials to a worker: its own still-valid leases that it does not name as held, then READY
 * trials by priority, fair share between sweeps, and age.
 */
@Component
@Transactional
public class ClaimTrials {
  /**
   * @throws dev.lipsweep.persistence.worker.UnknownWorker if the worker has to register again
   */
  public Claimed claim(UUID worker, ClaimRequest request) {
    throw new UnsupportedOperationException("next push");
  }
}
