package dev.lipsweep.training.recipe;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.training.robustness.Robustness;
import dev.lipsweep.training.robustness.Smoothing;
import org.jspecify.annotations.Nullable;

/** What a configuration wants to know of a classifier's robustness. */
final class RobustnessPlans {
  /** The usual share of errors of randomised smoothing (Cohen et al. 2019). */
  private static final double ALPHA = 0.001;

  private static final int SELECTION = 100;

  private RobustnessPlans() {}

  /** Null if nothing. */
  static @Nullable Robustness robustness(Configuration c) {
    // recipes of text have neither
    boolean attacked = c.has("attack") && c.choice("attack").equals("pgd");
    boolean smoothed = c.has("smoothing") && c.choice("smoothing").equals("gaussian");
    if (!attacked && !smoothed) {
      return null;
    }
    return new Robustness(
        attacked
            ? new Robustness.Attacks(
                c.count("attackSteps"), c.count("attackRestarts"), c.count("attackImages"))
            : null,
        smoothed
            ? new Robustness.Noise(
                new Smoothing(
                    c.real("smoothingSigma"), SELECTION, c.count("smoothingSamples"), ALPHA),
                c.count("smoothingImages"))
            : null);
  }
}
