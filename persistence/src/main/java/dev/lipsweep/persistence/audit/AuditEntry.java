package dev.lipsweep.persistence.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that changed something, or was refused.
 *
 * @param tokenId null if the request showed no valid token
 * @param token the token's name
 * @param address where the request came from
 * @param action method and address of the API, such as {@code POST /api/v1/sweeps/{sweep}/cancel}
 * @param subject what it was done to: a name or an id; null if nothing came of it
 * @param status HTTP status of the answer
 */
public record AuditEntry(
    long seq,
    Instant at,
    @Nullable UUID tokenId,
    @Nullable String token,
    String address,
    String action,
    @Nullable String subject,
    int status) {}
