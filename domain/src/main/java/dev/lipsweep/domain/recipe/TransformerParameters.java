package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Parameters.choice;
import static dev.lipsweep.domain.recipe.Parameters.real;
import static dev.lipsweep.domain.recipe.Parameters.whole;
import static dev.lipsweep.domain.recipe.Relevance.when;

import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.Parameter.Real;
import java.util.List;
import java.util.Optional;

/** The shape of a transformer, and where it departs from the paper's (BOUNDS 3 and 5). */
final class TransformerParameters {
  private TransformerParameters() {}

  /** Shape; the numbers are the defaults. */
  static List<Parameter> shape(long width, long heads, long blocks, long context) {
    return List.of(
        whole("width", "model width in channels", 16, Math.max(1024, 4 * width), width),
        whole("heads", "attention heads per block", 1, Math.max(16, 4 * heads), heads),
        whole("blocks", "transformer blocks", 1, Math.max(12, 4 * blocks), blocks),
        whole(
            "context",
            "tokens that the model sees at once",
            8,
            Math.max(1024, 4 * context),
            context));
  }

  static List<Parameter> scales(double attentionScale) {
    return List.of(
        real(
            "attentionScale",
            "kappa, the factor on attention scores before division by the head width; a usual GPT has the root of the head width",
            0,
            true,
            1e3,
            attentionScale),
        new Real(
            "residualScale",
            "factor on the convex residual weight 1/(2 blocks)",
            0,
            true,
            2,
            1.0,
            when("residual", "convex")));
  }

  static Parameter ropeBase(double base) {
    return real("ropeBase", "base of the rotary frequencies", 1, true, 1e9, base);
  }

  /** Every default is the paper's. */
  static List<Parameter> variant() {
    return List.of(
        choice(
            "capPreset",
            "what the cap and Muon treat as one matrix: all of K and V, or each of their heads, which makes the simple formula a proved bound",
            "paper",
            null,
            "paper",
            "certified"),
        real(
            "activationCap",
            "radial clamp of every token's RMS after every sub-block; 0: none",
            0,
            false,
            1e6,
            0),
        choice(
            "normLayer",
            "what every branch and the head read; any but none takes the certificate away",
            "none",
            null,
            "none",
            "layernorm",
            "rmsnorm",
            "tanh"),
        choice(
            "queryKeyNorm",
            "whether each head's queries and keys are brought to RMS 1, and scores stay within +-attentionScale; on takes the certificate away",
            "off",
            null,
            "off",
            "on"),
        real(
            "logitSoftCap",
            "c in c tanh(logits/c), as in 15 for the NanoGPT speedrun; 0: none; more takes the certificate away",
            0,
            false,
            1e6,
            0),
        choice(
            "residual",
            "convex combinations, or plain sums as in a usual GPT; standard takes the certificate away",
            "convex",
            null,
            "convex",
            "standard"));
  }

  static List<Rule> rules() {
    return List.of(
        TransformerParameters::headsDivideWidth, TransformerParameters::residualsStayConvex);
  }

  private static Optional<Problem> headsDivideWidth(Configuration c) {
    long width = c.whole("width");
    long heads = c.whole("heads");
    if (width % heads == 0 && width / heads % 2 == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.at(
            "/width",
            width,
            "a head needs an even number of channels",
            "give a multiple of %d (2 x heads)".formatted(2 * heads)));
  }

  private static Optional<Problem> residualsStayConvex(Configuration c) {
    if (!c.has("residualScale")) {
      return Optional.empty();
    }
    double scale = c.real("residualScale");
    double most = 2.0 * c.whole("blocks");
    return scale <= most
        ? Optional.empty()
        : Optional.of(
            Problem.at(
                "/residualScale",
                scale,
                "the residual is no longer a convex combination",
                "give at most " + most));
  }
}
