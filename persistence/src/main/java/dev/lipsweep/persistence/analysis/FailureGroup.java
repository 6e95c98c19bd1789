package dev.lipsweep.persistence.analysis;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a sweep for one cause.
 *
 * @param cause of the attempts' failures, or LEASE_LOST, DIVERGED or QUARANTINED
 * @param attempts that ended so; of a quarantine, trials that were never tried
 * @param trials that it happened to
 * @param ended trials that it was the end of; the others were tried again
 * @param samples the commonest messages, with the latest trial that said so
 */
public record FailureGroup(
    String cause, int attempts, int trials, int ended, List<FailureSample> samples) {
  /**
   * @param count attempts with this message
   */
  public record FailureSample(
      String message,
      int count,
      UUID trialId,
      int trialNumber,
      @Nullable String worker,
      @Nullable String device,
      @Nullable String signal,
      Instant at) {}
}
