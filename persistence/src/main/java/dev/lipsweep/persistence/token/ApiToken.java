package dev.lipsweep.persistence.token;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token without its secret. */
public record ApiToken(
    UUID id,
    String name,
    String prefix,
    Set<Scope> scopes,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {
  /**
   * A token just made.
   *
   * @param plainText {@code lsw_<prefix>_<secret>}; it is not kept anywhere and cannot be had again
   */
  public record Created(ApiToken token, String plainText) {}
}
