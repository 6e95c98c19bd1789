package dev.lipsweep.training.optimizer;

/**
 * The learning rate of every step (METHOD.md 1.1).
 *
 * @param steps length of the whole training; only a LINEAR schedule reads it
 */
public record Schedule(Kind kind, double learningRate, int steps) {

  public enum Kind {
    /** learningRate (steps - t)/steps: falls from step 0 on, without warm-up. */
    LINEAR,
    /** The same learning rate in every step. */
    NONE
  }

  public Schedule {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "learningRate: need a finite number above 0, got " + learningRate);
    }
    if (steps < 1) {
      throw new IllegalArgumentException("steps: need at least 1, got " + steps);
    }
  }

  /** eta of a step, counted from 0. */
  public double learningRate(int step) {
    return switch (kind) {
      case LINEAR -> learningRate * Math.max(0, steps - step) / steps;
      case NONE -> learningRate;
    };
  }
}
