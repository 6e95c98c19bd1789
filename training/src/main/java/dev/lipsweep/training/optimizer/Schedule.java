package dev.lipsweep.training.optimizer;

/**
 * The learning rate of every step (METHOD.md 1.1 and 1.4).
 *
 * @param steps length of the whole training; NONE and SQRT do not read it
 * @param cooldown share of the steps at the end in which a CONSTANT_THEN_LINEAR schedule falls
 * @param finalShare the share of the learning rate that it falls to
 */
public record Schedule(
    Kind kind, double learningRate, int steps, double cooldown, double finalShare) {

  /** As the NanoGPT runs had it. */
  public static final double COOLDOWN = 0.4;

  public static final double FINAL_SHARE = 0.1;

  private static final int SQRT_UNIT = 512;

  public enum Kind {
    /** learningRate (steps - t)/steps: falls from step 0 on, without warm-up. */
    LINEAR,
    /** learningRate (1 + cos(pi t/steps))/2. */
    COSINE,
    /** learningRate/(1 + sqrt(floor(t/512))). */
    SQRT,
    /** The same learning rate until the cooldown, then a straight line to its final share. */
    CONSTANT_THEN_LINEAR,
    /** The same learning rate in every step. */
    NONE
  }

  public Schedule(Kind kind, double learningRate, int steps) {
    this(kind, learningRate, steps, COOLDOWN, FINAL_SHARE);
  }

  public Schedule {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "learningRate: need a finite number above 0, got " + learningRate);
    }
    if (steps < 1) {
      throw new IllegalArgumentException("steps: need at least 1, got " + steps);
    }
    if (!(cooldown > 0 && cooldown <= 1)) {
      throw new IllegalArgumentException("cooldown: need 0 < cooldown <= 1, got " + cooldown);
    }
    if (!(finalShare >= 0 && finalShare <= 1)) {
      throw new IllegalArgumentException("finalShare: need 0 to 1, got " + finalShare);
    }
  }

  /** eta of a step, counted from 0. */
  public double learningRate(int step) {
    double left = (double) Math.max(0, steps - step) / steps;
    return switch (kind) {
      case LINEAR -> learningRate * Math.max(0, steps - step) / steps;
      case COSINE -> learningRate * (1 + Math.cos(Math.PI * (1 - left))) / 2;
      case SQRT -> learningRate / (1 + Math.sqrt(step / SQRT_UNIT)); // whole units of 512 steps
      case CONSTANT_THEN_LINEAR -> {
        double high = Math.min(1, left / cooldown);
        yield learningRate * (high + (1 - high) * finalShare);
      }
      case NONE -> learningRate;
    };
  }
}
