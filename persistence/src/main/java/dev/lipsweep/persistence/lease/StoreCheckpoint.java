package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.CheckpointReport;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes an uploaded artifact the trial's current checkpoint. */
@Component
@Transactional
public class StoreCheckpoint {
  /**
   * @throws StaleEpoch if the attempt no longer holds its trial
   */
  public void store(UUID attempt, CheckpointReport report) {
    throw new UnsupportedOperationException("next push");
  }
}
