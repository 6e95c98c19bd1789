package dev.lipsweep.training.recipe;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.recipe.LayerConstraints;
import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.Coupling;
import dev.lipsweep.training.constraint.PerLayer;
import dev.lipsweep.training.constraint.SpectralClippedWeightDecay;
import dev.lipsweep.training.constraint.SpectralHammer;
import dev.lipsweep.training.constraint.SpectralHardCap;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.constraint.SpectralWeightDecay;
import dev.lipsweep.training.constraint.Stiefel;
import dev.lipsweep.training.constraint.SvdClamp;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.constraint.WeightDecay;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** A configuration's weight constraint. */
final class ConstraintPlans {
  private ConstraintPlans() {}

  static Constraint constraint(Configuration c) {
    Constraint all = constraint(c, c.choice("constraint"), c::real);
    Map<String, Constraint> named = new HashMap<>();
    if (c.has("layerConstraints")) {
      LayerConstraints.parse(c.choice("layerConstraints"))
          .orElseThrow()
          .byLayer()
          .forEach((layer, chosen) -> named.put(layer, of(c, chosen)));
    }
    return named.isEmpty() ? all : new PerLayer(all, named);
  }

  private static Constraint of(Configuration c, LayerConstraints.Chosen chosen) {
    Map<String, Double> own = chosen.parameters();
    return constraint(
        c,
        chosen.method(),
        name -> Objects.requireNonNullElseGet(own.get(name), () -> c.real(name)));
  }

  /**
   * @param number a parameter of the method by its name
   */
  private static Constraint constraint(
      Configuration c, String method, ToDoubleFunction<String> number) {
    Coupling coupling =
        c.has("coupling")
            ? Coupling.valueOf(c.choice("coupling").toUpperCase(Locale.ROOT))
            : Coupling.SOUND;
    return switch (method) {
      case "none" -> new Unconstrained();
      case "weight_decay" -> new WeightDecay(number.applyAsDouble("weightDecay"), coupling);
      case "spectral_weight_decay" ->
          new SpectralWeightDecay(number.applyAsDouble("spectralWeightDecay"), coupling);
      case "spectral_normalize" ->
          new SpectralNormalize(number.applyAsDouble("sigmaMax"), coupling);
      case "stiefel" -> new Stiefel(number.applyAsDouble("sigmaMax"), coupling);
      case "spectral_hammer" -> new SpectralHammer(number.applyAsDouble("sigmaMax"), coupling);
      case "spectral_soft_cap" -> new SpectralSoftCap(number.applyAsDouble("sigmaMax"), coupling);
      case "spectral_hard_cap" -> new SpectralHardCap(number.applyAsDouble("sigmaMax"), coupling);
      case "svd_clamp" -> new SvdClamp(number.applyAsDouble("sigmaMax"));
      case "spectral_clipped_weight_decay" ->
          new SpectralClippedWeightDecay(
              number.applyAsDouble("sigmaMax"), number.applyAsDouble("spectralWeightDecay"));
      default -> throw RecipePlans.unknown(c, "constraint");
    };
  }
}
