package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Parameters.choice;

import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.Parameter.Real;
import dev.lipsweep.domain.recipe.Parameter.Text;
import java.util.List;
import java.util.Optional;

/** The weight constraint, as every recipe has it. */
final class ConstraintParameters {
  private ConstraintParameters() {}

  static List<Parameter> all() {
    return List.of(
        choice(
            "constraint",
            "what holds the weight norms down after every step; spectral_weight_decay and spectral_hammer promise no bound, weight_decay and spectral_clipped_weight_decay only with an optimizer whose updates have one",
            null,
            null,
            ConstraintMethod.names()),
        new Real(
            "sigmaMax",
            "the cap on each matrix's RMS-to-RMS norm",
            0,
            true,
            1e6,
            null,
            ConstraintMethod.needing("sigmaMax")),
        new Real(
            "weightDecay",
            "decay per step as a share of learning rate times target norm",
            0,
            true,
            1e3,
            null,
            ConstraintMethod.needing("weightDecay")),
        new Real(
            "spectralWeightDecay",
            "share of the largest singular value, or of all excess over sigmaMax, that every step takes off; not scaled by the learning rate",
            0,
            true,
            1,
            null,
            ConstraintMethod.needing("spectralWeightDecay")),
        choice(
            "coupling",
            "sound: the constraint keeps what it promises; reference: with the approximations of the reference code, to reproduce its runs",
            "sound",
            ConstraintMethod.coupled(),
            "sound",
            "reference"),
        new Text(
            LayerRules.PARAMETER,
            "constraints of single layers, each instead of the sweep's constraint",
            "LAYER=CONSTRAINT pairs, each layer once, such as 'head=none, mlp_out=spectral_normalize@4': after @ its own sigmaMax or decay",
            LayerConstraints.PATTERN,
            text -> LayerConstraints.parse(text).map(LayerConstraints::toString)));
  }

  /**
   * @throws java.util.NoSuchElementException if no constraint has it
   */
  static Parameter named(String parameter) {
    return all().stream().filter(p -> p.name().equals(parameter)).findFirst().orElseThrow();
  }

  static List<Rule> rules() {
    return List.of(
        c ->
            ConstraintMethod.named(c.choice("constraint"))
                .flatMap(method -> promise(c, method, "/constraint", method.written())),
        LayerRules::check);
  }

  /** What a method cannot promise with this optimizer and coupling. */
  static Optional<Problem> promise(
      Configuration c, ConstraintMethod method, String path, String written) {
    if (OptimizerParameters.hasBoundedUpdates(c)) {
      return Optional.empty();
    }
    boolean reference = c.has("coupling") && c.choice("coupling").equals("reference");
    String optimizer = c.choice("optimizer");
    if (method == ConstraintMethod.SPECTRAL_SOFT_CAP) {
      return Optional.of(
          Problem.at(
              path,
              written,
              "the soft cap's guarantee needs an optimizer whose update norm is bounded, and %s has none"
                  .formatted(optimizer),
              "use optimizer muon, or constraint spectral_normalize"));
    }
    if (method == ConstraintMethod.SPECTRAL_HARD_CAP && reference) {
      return Optional.of(
          Problem.at(
              path,
              written,
              "the reference code's hard cap turns norms beyond 3.5 times sigmaMax around, and updates of %s may reach them"
                  .formatted(optimizer),
              "use coupling sound, which caps them too, or optimizer muon"));
    }
    return Optional.empty();
  }
}
