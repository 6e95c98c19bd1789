package dev.lipsweep.training.recipe;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.constraint.WeightDecay;
import java.util.Locale;

/** A configuration's weight constraint. */
final class ConstraintPlans {
  private ConstraintPlans() {}

  static Constraint constraint(Configuration c) {
    return switch (c.choice("constraint")) {
      case "none" -> new Unconstrained();
      case "weight_decay" -> new WeightDecay(c.real("weightDecay"));
      case "spectral_normalize" -> new SpectralNormalize(c.real("sigmaMax"));
      case "spectral_soft_cap" -> new SpectralSoftCap(c.real("sigmaMax"), coupling(c));
      default -> throw RecipePlans.unknown(c, "constraint");
    };
  }

  private static SpectralSoftCap.Coupling coupling(Configuration c) {
    return SpectralSoftCap.Coupling.valueOf(c.choice("coupling").toUpperCase(Locale.ROOT));
  }
}
