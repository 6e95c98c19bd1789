package dev.lipsweep.domain.wire;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A right to run one trial, as the claim grants it. Every later write of the attempt shows {@code
 * epoch}.
 *
 * @param parameters the complete configuration: String, Long or Double by parameter name
 * @param device the worker's device that the trial has a slot of, such as {@code cuda:0}
 * @param memoryBytes memory of the device that is promised to the trial; 0 if it asked for none
 * @param checkpoint where an earlier attempt got to; null for a trial from the start
 */
public record Lease(
    UUID attemptId,
    long epoch,
    UUID trialId,
    UUID sweepId,
    String sweepName,
    int trialNumber,
    String recipe,
    int recipeVersion,
    Map<String, Object> parameters,
    long seed,
    long leaseMillis,
    String device,
    long memoryBytes,
    @Nullable Checkpoint checkpoint) {

  /** A stored checkpoint: fetch it from {@code GET /api/v1/artifacts/{sha256}}. */
  public record Checkpoint(String sha256, long step, long sizeBytes) {}
}
