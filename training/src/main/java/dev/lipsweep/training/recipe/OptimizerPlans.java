package dev.lipsweep.training.recipe;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.training.model.TargetNorms;
import dev.lipsweep.training.optimizer.AdamW;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Schedule;
import java.util.Locale;

/** A configuration's optimizer and schedule. */
final class OptimizerPlans {
  private OptimizerPlans() {}

  static Optimizer optimizer(Configuration c) {
    return switch (c.choice("optimizer")) {
      case "adamw" -> new AdamW(c.real("beta1"), c.real("beta2"));
      case "muon" -> new Muon(c.real("beta1"));
      default -> throw RecipePlans.unknown(c, "optimizer");
    };
  }

  static Schedule schedule(Configuration c) {
    var kind = Schedule.Kind.valueOf(c.choice("schedule").toUpperCase(Locale.ROOT));
    return kind == Schedule.Kind.CONSTANT_THEN_LINEAR
        ? new Schedule(
            kind,
            c.real("learningRate"),
            c.count("steps"),
            c.real("cooldown"),
            c.real("finalShare"))
        : new Schedule(kind, c.real("learningRate"), c.count("steps"));
  }

  static TargetNorms targetNorms(Configuration c) {
    return TargetNorms.valueOf(c.choice("targetNorms").toUpperCase(Locale.ROOT));
  }
}
