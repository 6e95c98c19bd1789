package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Parameters.choice;
import static dev.lipsweep.domain.recipe.Relevance.when;

import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.Parameter.Real;
import java.util.List;
import java.util.Optional;

/** The weight constraint, as every recipe has it. */
final class ConstraintParameters {
  private ConstraintParameters() {}

  static List<Parameter> all() {
    return List.of(
        choice(
            "constraint",
            "what holds the weight norms down after every step",
            null,
            null,
            "none",
            "weight_decay",
            "spectral_normalize",
            "spectral_soft_cap"),
        new Real(
            "sigmaMax",
            "the cap on each matrix's RMS-to-RMS norm",
            0,
            true,
            1e6,
            null,
            when("constraint", "spectral_normalize", "spectral_soft_cap")),
        new Real(
            "weightDecay",
            "decay per step as a share of learning rate times target norm",
            0,
            true,
            1e3,
            null,
            when("constraint", "weight_decay")),
        choice(
            "coupling",
            "how the soft cap's strength follows the learning rate: sound, or as in the reference code",
            "sound",
            when("constraint", "spectral_soft_cap"),
            "sound",
            "reference"));
  }

  static List<Rule> rules() {
    return List.of(ConstraintParameters::softCapNeedsBoundedUpdates);
  }

  private static Optional<Problem> softCapNeedsBoundedUpdates(Configuration c) {
    if (!c.choice("constraint").equals("spectral_soft_cap")
        || OptimizerParameters.hasBoundedUpdates(c)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.at(
            "/constraint",
            "spectral_soft_cap",
            "the soft cap's guarantee needs an optimizer whose update norm is bounded, and %s has none"
                .formatted(c.choice("optimizer")),
            "use optimizer muon, or constraint spectral_normalize"));
  }
}
