package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.domain.wire.Renewed;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Prolongs a lease and says what the server wants of the attempt. */
@Component
@Transactional
public class RenewLease {
  /**
   * @throws StaleEpoch if the attempt no longer holds its trial
   */
  public Renewed renew(UUID attempt, Renewal renewal) {
    throw new UnsupportedOperationException("next push");
  }
}
