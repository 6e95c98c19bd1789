package dev.lipsweep.persistence.token;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The row of a token. */
@Entity
@Table(name = "api_token")
class ApiTokenEntity {
  @Id @Nullable UUID id;

  @Nullable String name;
  @Nullable String prefix;
  byte @Nullable [] secretHash;
  String @Nullable [] scopes;
  @Nullable Instant createdAt;
  @Nullable Instant lastUsedAt;
  @Nullable Instant revokedAt;

  ApiToken token() {
    Set<Scope> allowed =
        Arrays.stream(requireNonNull(scopes))
            .map(scope -> Scope.valueOf(scope.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    return new ApiToken(
        requireNonNull(id),
        requireNonNull(name),
        requireNonNull(prefix),
        allowed,
        requireNonNull(createdAt),
        lastUsedAt,
        revokedAt);
  }
}
