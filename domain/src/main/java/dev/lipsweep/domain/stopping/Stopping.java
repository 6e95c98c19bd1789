package dev.lipsweep.domain.stopping;

import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * When a sweep stops trials early.
 *
 * @param reduction of the trials at a rung one in so many goes on, and the next rung is so many
 *     times as far
 * @param firstRung the first rung as a share of a trial's steps
 * @param startup trials that have to have reached a rung, and for {@code pareto-asha} to have been
 *     completed, before any is stopped there
 * @param risk how often a rung may be wrong about a trial that would end on the frontier, at most;
 *     for {@code pareto-asha}
 */
public record Stopping(
    StoppingRule rule, int reduction, double firstRung, int startup, double risk) {
  public static final int REDUCTION = 3;
  public static final int STARTUP = 8;
  public static final double RISK = 0.05;
  public static final Stopping NONE =
      new Stopping(StoppingRule.NONE, REDUCTION, 0.5, STARTUP, RISK);

  private static final double USUAL_FIRST_RUNG = 0.1;

  /** Early accuracy says less where learning rates fall late in long trainings. */
  private static final Map<String, Double> FIRST_RUNGS =
      Map.of("cifar-mlp", 0.1, "shakespeare", 0.15, "nanogpt", 0.2);

  public Stopping {
    boolean right =
        reduction >= 2 && 0 < firstRung && firstRung < 1 && startup >= 2 && 0 < risk && risk <= 0.5;
    if (!right) {
      throw new IllegalArgumentException(
          "reduction %d, firstRung %s, startup %d, risk %s"
              .formatted(reduction, firstRung, startup, risk));
    }
  }

  /** With what is sensible for the recipe. */
  public static Stopping of(StoppingRule rule, String recipe) {
    return new Stopping(rule, REDUCTION, firstRung(recipe), STARTUP, RISK);
  }

  public static double firstRung(String recipe) {
    return FIRST_RUNGS.getOrDefault(recipe, USUAL_FIRST_RUNG);
  }

  /** Rungs as rising shares of a trial's steps, all below 1. */
  public double[] rungs() {
    return switch (rule) {
      case NONE -> new double[0];
      case MEDIAN -> DoubleStream.iterate(firstRung, r -> r < 1, r -> r + firstRung).toArray();
      case ASHA, PARETO_ASHA ->
          DoubleStream.iterate(firstRung, r -> r < 1, r -> r * reduction).toArray();
    };
  }

  /**
   * The highest rung that a trial has reached; -1 before the first. A validation within a half of a
   * hundredth of a rung is at it.
   */
  public int reached(long step, long steps) {
    int reached = -1;
    for (double rung : rungs()) {
      if (step < steps && (double) step / steps >= rung - 0.005) {
        reached++;
      }
    }
    return reached;
  }
}
