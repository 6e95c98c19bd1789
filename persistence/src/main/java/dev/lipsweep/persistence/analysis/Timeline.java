package dev.lipsweep.persistence.analysis;

import dev.lipsweep.domain.trial.AttemptState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which worker ran what of a sweep, and when.
 *
 * @param attempts each for itself; null if there are too many of them to be told apart
 * @param load then how busy each worker was; null otherwise
 * @param bucketSeconds the length of a piece of {@code load}
 */
public record Timeline(
    @Nullable Instant from,
    @Nullable Instant to,
    List<Lane> workers,
    @Nullable List<Bar> attempts,
    @Nullable List<Load> load,
    long bucketSeconds) {
  static final Timeline NOTHING = new Timeline(null, null, List.of(), List.of(), null, 1);

  /** A worker that ran something of it. */
  public record Lane(UUID id, String name, String host, int slots) {}

  /**
   * An attempt.
   *
   * @param until null if it runs
   */
  public record Bar(
      UUID trialId,
      int trialNumber,
      UUID workerId,
      String device,
      AttemptState state,
      Instant from,
      @Nullable Instant until) {}

  /**
   * What a worker did in a piece of time.
   *
   * @param busySeconds of all its slots together
   */
  public record Load(UUID workerId, Instant at, double busySeconds) {}
}
