package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.FrontierDefinition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A frontier that has a name.
 *
 * @param sha256 of the definition's canonical JSON
 * @param changedAt when its points were last seen to have changed; null if never
 */
public record NamedFrontier(
    UUID id,
    String name,
    FrontierDefinition definition,
    String sha256,
    Instant createdAt,
    @Nullable Instant changedAt) {}
