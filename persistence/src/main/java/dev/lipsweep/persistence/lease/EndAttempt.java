package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.Completion;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends an attempt with any outcome, in one transaction with what follows from it: the trial's
 * state, its result and certificates, the sweep's end. The same end sent again is accepted again.
 */
@Component
@Transactional
public class EndAttempt {
  /**
   * @throws StaleEpoch if the attempt no longer holds its trial
   */
  public void end(UUID attempt, Completion completion) {
    throw new UnsupportedOperationException("next push");
  }
}
