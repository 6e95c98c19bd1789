package dev.lipsweep.persistence.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An address that is told of changes.
 *
 * @param frontiers of these, by name; empty for all
 */
public record Webhook(UUID id, String url, List<String> frontiers, Instant createdAt) {}
