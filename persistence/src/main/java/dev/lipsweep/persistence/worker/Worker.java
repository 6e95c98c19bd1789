package dev.lipsweep.persistence.worker;

import dev.lipsweep.domain.wire.WorkerRegistration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker, and the attempts that it holds.
 *
 * @param drainingSince since when it gets nothing new; null if it does
 */
public record Worker(
    UUID id,
    String name,
    String host,
    WorkerState state,
    @Nullable Instant drainingSince,
    int slots,
    int threadsPerSlot,
    String codeVersion,
    Instant registeredAt,
    Instant lastSeenAt,
    List<WorkerRegistration.Device> devices,
    Map<String, Integer> recipes,
    Map<String, String> labels,
    List<HeldAttempt> attempts) {
  /**
   * A slot in use.
   *
   * @param memoryBytes what was promised of the device; 0 if nothing was asked for
   * @param progress share of its steps that are done; null before it has said so
   */
  public record HeldAttempt(
      UUID attemptId,
      UUID trialId,
      UUID sweepId,
      String sweep,
      int trialNumber,
      String device,
      long memoryBytes,
      Instant startedAt,
      @Nullable Double progress) {}
}
