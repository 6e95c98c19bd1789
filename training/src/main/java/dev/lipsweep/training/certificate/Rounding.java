package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;

/** The last factor of every bound (BOUNDS.md, "Norms and rounding" 4). */
final class Rounding {
  private static final LogBound END = LogBound.of(1 + 1e-6);

  private Rounding() {}

  /** Covers the rounding of the double arithmetic that led here. */
  static LogBound end(LogBound bound) {
    return bound.times(END);
  }
}
