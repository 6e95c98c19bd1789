package dev.lipsweep.domain.wire;

/**
 * {@code POST /api/v1/attempts/{id}/checkpoint}: makes an uploaded artifact the trial's current
 * checkpoint.
 */
public record CheckpointReport(long epoch, String sha256, long step, long sizeBytes) {}
