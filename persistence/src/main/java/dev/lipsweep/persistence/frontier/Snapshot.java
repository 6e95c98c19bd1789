package dev.lipsweep.persistence.frontier;

import java.time.Instant;

/**
 * What a frontier was, kept for good.
 *
 * @param sha256 of {@code content}
 * @param points how many in all groups
 * @param content canonical JSON of a {@link FrontierState}
 */
public record Snapshot(String sha256, Instant takenAt, int points, String content) {}
