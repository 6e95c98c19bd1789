package dev.lipsweep.training.recipe;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.constraint.WeightDecay;
import dev.lipsweep.training.optimizer.AdamW;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Schedule;
import java.util.Locale;

/** What all recipes have in common: optimizer, constraint and schedule by their names. */
final class Methods {
  private Methods() {}

  static Optimizer optimizer(Configuration c) {
    return switch (c.choice("optimizer")) {
      case "adamw" -> new AdamW(c.real("beta1"), c.real("beta2"));
      case "muon" -> new Muon(c.real("beta1"));
      default -> throw unknown(c, "optimizer");
    };
  }

  static Constraint constraint(Configuration c) {
    return switch (c.choice("constraint")) {
      case "none" -> new Unconstrained();
      case "weight_decay" -> new WeightDecay(c.real("weightDecay"));
      case "spectral_normalize" -> new SpectralNormalize(c.real("sigmaMax"));
      case "spectral_soft_cap" -> new SpectralSoftCap(c.real("sigmaMax"), coupling(c));
      default -> throw unknown(c, "constraint");
    };
  }

  static Schedule schedule(Configuration c) {
    var kind = Schedule.Kind.valueOf(c.choice("schedule").toUpperCase(Locale.ROOT));
    return new Schedule(kind, c.real("learningRate"), c.count("steps"));
  }

  private static SpectralSoftCap.Coupling coupling(Configuration c) {
    return SpectralSoftCap.Coupling.valueOf(c.choice("coupling").toUpperCase(Locale.ROOT));
  }

  private static IllegalArgumentException unknown(Configuration c, String parameter) {
    return new IllegalArgumentException(
        "recipe %s allows %s %s, and this trainer has none of that name: is it older than the server?"
            .formatted(c.recipe(), parameter, c.choice(parameter)));
  }
}
