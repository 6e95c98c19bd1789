package dev.lipsweep.persistence.idempotency;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps answers for a day, so that a request that is sent again does its work once. */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
public class IdempotencyKeys {
  /**
   * @param requestHash SHA-256 of method, path and body
   */
  public Begun begin(UUID token, String key, String requestHash) {
    throw new UnsupportedOperationException("next push");
  }

  public void finish(UUID token, String key, int status, String body, @Nullable String location) {
    throw new UnsupportedOperationException("next push");
  }

  /** The work failed: the key may be used again. */
  public void forget(UUID token, String key) {
    throw new UnsupportedOperationException("next push");
  }
}
