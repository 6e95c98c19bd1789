package dev.lipsweep.persistence.artifact;

import java.time.Instant;

/**
 * Artifacts find no room.
 *
 * @param refused uploads since then
 */
public record FullStore(Instant since, long refused, String message) {}
