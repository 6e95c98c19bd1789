package dev.lipsweep.persistence.token;

import dev.lipsweep.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tokens that were found right a moment ago: a worker shows the same one with every request, and to
 * ask the database each time costs more than a renewal does. Only right ones are kept, by their
 * SHA-256, so that guessing fills no memory.
 */
@Component
class RecentTokens {
  /** How long a token that another server has revoked may still be believed. */
  static final Duration KEPT = Duration.ofSeconds(2);

  private record Known(ApiToken token, Instant until) {}

  private final Map<String, Known> byHash = new ConcurrentHashMap<>();
  private final InstantSource clock;

  @Autowired
  RecentTokens() {
    this(InstantSource.system());
  }

  RecentTokens(InstantSource clock) {
    this.clock = clock;
  }

  Optional<ApiToken> find(String plainText) {
    Known known = byHash.get(hash(plainText));
    return known == null || !clock.instant().isBefore(known.until())
        ? Optional.empty()
        : Optional.of(known.token());
  }

  void keep(String plainText, ApiToken token) {
    Instant now = clock.instant();
    byHash.values().removeIf(known -> !now.isBefore(known.until()));
    byHash.put(hash(plainText), new Known(token, now.plus(KEPT)));
  }

  /** Once now and once after the commit: in between it might be looked up again. */
  void forget(UUID id) {
    drop(id);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              drop(id);
            }
          });
    }
  }

  private void drop(UUID id) {
    byHash.values().removeIf(known -> known.token().id().equals(id));
  }

  private static String hash(String plainText) {
    return Sha256.of(plainText.getBytes(StandardCharsets.UTF_8));
  }
}
