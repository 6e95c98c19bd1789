package dev.lipsweep.training.recipe;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.training.engine.Processor;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.TargetNorms;
import dev.lipsweep.training.optimizer.AdamAtan2;
import dev.lipsweep.training.optimizer.AdamP;
import dev.lipsweep.training.optimizer.AdamW;
import dev.lipsweep.training.optimizer.Momentum;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.NorMuon;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Orthogonaliser;
import dev.lipsweep.training.optimizer.Schedule;
import dev.lipsweep.training.optimizer.Scion;
import dev.lipsweep.training.optimizer.Sgd;
import dev.lipsweep.training.optimizer.SgdP;
import dev.lipsweep.training.optimizer.SgdSai;
import java.util.Locale;

/** A configuration's optimizer and schedule. */
final class OptimizerPlans {
  private OptimizerPlans() {}

  static Optimizer optimizer(Configuration c) {
    return switch (c.choice("optimizer")) {
      case "adamw" ->
          new AdamW(
              c.real("beta1"),
              c.real("beta2"),
              AdamW.Variant.valueOf(c.choice("adamVariant").toUpperCase(Locale.ROOT)));
      case "muon" -> new Muon(momentum(c), orthogonaliser(c));
      case "sgd" -> new Sgd(c.real("beta1"));
      case "adamp" -> new AdamP(c.real("beta1"), c.real("beta2"));
      case "sgdp" -> new SgdP(c.real("beta1"));
      case "sgd_sai" -> new SgdSai(c.real("beta1"));
      case "adam_atan2" -> new AdamAtan2(c.real("beta1"), c.real("beta2"));
      case "scion" -> new Scion(c.real("beta1"), c.real("radius"), orthogonaliser(c));
      case "normuon" -> new NorMuon(momentum(c), c.real("beta2"), orthogonaliser(c));
      default -> throw RecipePlans.unknown(c, "optimizer");
    };
  }

  private static Momentum momentum(Configuration c) {
    return new Momentum(
        c.real("beta1"), c.choice("momentum").equals("nesterov"), c.count("momentumWarmup"));
  }

  private static Orthogonaliser orthogonaliser(Configuration c) {
    return Orthogonaliser.valueOf(c.choice("orthogonaliser").toUpperCase(Locale.ROOT));
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

  /**
   * bf16 is done by float32 where the processor has no instructions for it, which would be slow.
   */
  static Dtype dtype(Configuration c) {
    return switch (c.choice("dtype")) {
      case "fp32" -> Dtype.FP32;
      case "bf16" -> Processor.multipliesBf16() ? Dtype.BF16 : Dtype.BF16_SIMULATED;
      default -> throw RecipePlans.unknown(c, "dtype");
    };
  }

  static TargetNorms targetNorms(Configuration c) {
    return TargetNorms.valueOf(c.choice("targetNorms").toUpperCase(Locale.ROOT));
  }

  /** Any number where the target norms do not depend on it. */
  static double blocksMass(Configuration c) {
    return c.has("blocksMass") ? c.real("blocksMass") : 1;
  }
}
