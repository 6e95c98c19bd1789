package dev.lipsweep.persistence.worker;

import dev.lipsweep.domain.wire.WorkerRegistered;
import dev.lipsweep.domain.wire.WorkerRegistration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Workers come, are heard of, and go. */
@Component
@Transactional
public class Workers {
  public WorkerRegistered register(WorkerRegistration registration) {
    throw new UnsupportedOperationException("next push");
  }

  /**
   * The worker says goodbye; leases that it has not given back run out.
   *
   * @throws UnknownWorker if it is not registered
   */
  public void leave(UUID worker) {
    throw new UnsupportedOperationException("next push");
  }

  /** Workers that have not left, and those that left lately. */
  @Transactional(readOnly = true)
  public List<Worker> list() {
    throw new UnsupportedOperationException("next push");
  }
}
