package dev.lipsweep.domain.sweep;

import java.util.EnumSet;
import java.util.Set;

/** Where a sweep stands. */
public enum SweepState {
  RUNNING,
  PAUSED,
  COMPLETED,
  CANCELLED;

  /**
   * The states that a sweep may go to; COMPLETED goes back to RUNNING when failed trials are
   * retried.
   */
  public Set<SweepState> successors() {
    return switch (this) {
      case RUNNING -> EnumSet.of(PAUSED, COMPLETED, CANCELLED);
      case PAUSED -> EnumSet.of(RUNNING, COMPLETED, CANCELLED);
      case COMPLETED -> EnumSet.of(RUNNING);
      case CANCELLED -> EnumSet.noneOf(SweepState.class);
    };
  }

  public boolean canBecome(SweepState next) {
    return successors().contains(next);
  }

  public boolean isFinished() {
    return this == COMPLETED || this == CANCELLED;
  }
}
