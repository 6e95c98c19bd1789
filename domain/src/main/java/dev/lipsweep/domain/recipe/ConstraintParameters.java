package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Parameters.choice;

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
            "reference"));
  }

  static List<Rule> rules() {
    return List.of(
        ConstraintParameters::softCapNeedsBoundedUpdates,
        ConstraintParameters::referenceHardCapNeedsBoundedUpdates);
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

  private static Optional<Problem> referenceHardCapNeedsBoundedUpdates(Configuration c) {
    if (!c.choice("constraint").equals("spectral_hard_cap")
        || c.choice("coupling").equals("sound")
        || OptimizerParameters.hasBoundedUpdates(c)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.at(
            "/coupling",
            "reference",
            "the reference code's hard cap turns norms beyond 3.5 times sigmaMax around, and updates of %s may reach them"
                .formatted(c.choice("optimizer")),
            "use coupling sound, which caps them too, or optimizer muon"));
  }
}
