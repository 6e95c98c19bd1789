package dev.lipsweep.api.security;

import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.persistence.worker.AttemptPlace;
import dev.lipsweep.persistence.worker.WorkerTokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Whose a worker and an attempt are. That never changes, so the database is asked once for each.
 */
@Component
public class Owners {
  private static final int REMEMBERED = 20_000;

  private final WorkerTokens tokens;
  private final Map<UUID, UUID> workers = Recent.map(REMEMBERED);
  private final Map<UUID, AttemptPlace> attempts = Recent.map(REMEMBERED);

  Owners(WorkerTokens tokens) {
    this.tokens = tokens;
  }

  /** The token that registered the worker; empty if there is none, or it was not kept. */
  Optional<UUID> ofWorker(UUID worker) {
    return Optional.ofNullable(workers.get(worker))
        .or(
            () -> {
              Optional<UUID> found = tokens.ofWorker(worker);
              found.ifPresent(token -> workers.put(worker, token));
              return found;
            });
  }

  /** Empty if there is no such attempt. */
  Optional<AttemptPlace> ofAttempt(UUID attempt) {
    return Optional.ofNullable(attempts.get(attempt))
        .or(
            () -> {
              Optional<AttemptPlace> found = tokens.ofAttempt(attempt);
              found.ifPresent(place -> attempts.put(attempt, place));
              return found;
            });
  }

  /** Remembers what a worker was granted, so that its reports need not be looked up. */
  public void granted(UUID worker, List<Lease> leases) {
    UUID token = ofWorker(worker).orElse(null);
    for (Lease lease : leases) {
      attempts.put(
          lease.attemptId(),
          new AttemptPlace(
              token, worker, lease.sweepId(), lease.trialId(), lease.attemptId(), lease.epoch()));
    }
  }
}
