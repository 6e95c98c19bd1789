package dev.lipsweep.domain.wire;

import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/attempts/{id}/renewals}: the lease lives on; progress rides along. */
public record Renewal(long epoch, @Nullable Progress progress) {

  /**
   * @param loss training loss at {@code step}; null before the first step or if it is not finite
   */
  public record Progress(long step, long steps, @Nullable Double loss, double stepsPerSecond) {}
}
