package dev.lipsweep.scheduler.sweep;

import dev.lipsweep.domain.sweep.SweepState;

/** A command that a sweep in its state cannot follow. */
public final class IllegalSweepState extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IllegalSweepState(String name, SweepState state, String command) {
    super("sweep '%s' is %s; it cannot be told to %s".formatted(name, state, command));
  }
}
