package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Relevance.when;

import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.Parameter.Choice;
import dev.lipsweep.domain.recipe.Parameter.Real;
import dev.lipsweep.domain.recipe.Parameter.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of recipes. {@code training} implements each of them; a test holds the two
 * together.
 */
public final class Recipes {
  /**
   * A character transformer small enough for a demonstration on two cores (METHOD: Shakespeare
   * transformer, scaled down).
   */
  public static final RecipeSchema TEXT_TINY =
      new RecipeSchema(
          "text-tiny",
          1,
          "A small character transformer on Dickens' The Old Curiosity Shop, which comes with the build",
          join(
              method(),
              schedule(300, 16),
              List.of(
                  whole("width", "model width in channels", 16, 1024, 64),
                  whole("heads", "attention heads per block", 1, 16, 4),
                  whole("blocks", "transformer blocks", 1, 12, 2),
                  whole("context", "tokens that the model sees at once", 8, 1024, 64),
                  real(
                      "attentionScale",
                      "kappa, the factor on attention scores before division by the head width",
                      0,
                      true,
                      1e3,
                      1.0),
                  real(
                      "residualScale",
                      "factor on the convex residual weight 1/(2 blocks)",
                      0,
                      true,
                      2,
                      1.0))),
          List.of(
              Recipes::softCapNeedsBoundedUpdates,
              Recipes::headsDivideWidth,
              Recipes::residualsStayConvex));

  /** The reference paper's CIFAR-10 multi-layer perceptron (METHOD 4.1). */
  public static final RecipeSchema CIFAR_MLP =
      new RecipeSchema(
          "cifar-mlp",
          1,
          "The paper's multi-layer perceptron 3072-width-width-10 on CIFAR-10",
          join(
              method(),
              schedule(4900, 512),
              List.of(whole("width", "hidden width in channels", 8, 4096, 256))),
          List.of(Recipes::softCapNeedsBoundedUpdates));

  private static final List<RecipeSchema> ALL = List.of(TEXT_TINY, CIFAR_MLP);

  private Recipes() {}

  public static List<RecipeSchema> all() {
    return ALL;
  }

  public static Optional<RecipeSchema> named(String name) {
    return ALL.stream().filter(recipe -> recipe.name().equals(name)).findFirst();
  }

  private static List<Parameter> method() {
    return List.of(
        choice("optimizer", "the optimizer", null, null, "adamw", "muon"),
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
            "reference"),
        real("logitScale", "factor on the final logits", 0, true, 1e6, 1.0),
        new Real("learningRate", "peak learning rate", 0, true, 100, null, null),
        real("beta1", "momentum of the gradient's mean", 0, false, 0.9999, 0.9),
        new Real(
            "beta2",
            "momentum of the gradient's mean square",
            0,
            false,
            0.99999,
            0.95,
            when("optimizer", "adamw")));
  }

  private static List<Parameter> schedule(long steps, long batchSize) {
    return List.of(
        whole("steps", "optimizer steps", 1, 10_000_000, steps),
        whole("batchSize", "examples in a step", 1, 65_536, batchSize),
        choice("schedule", "the learning rate over time", "linear", null, "linear", "none"),
        whole(
            "validateEvery",
            "steps between two validations; the last step is always validated",
            1,
            10_000_000,
            Math.max(1, steps / 6)));
  }

  private static Optional<Problem> softCapNeedsBoundedUpdates(Configuration c) {
    if (!c.choice("constraint").equals("spectral_soft_cap")
        || c.choice("optimizer").equals("muon")) {
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

  private static Choice choice(
      String name,
      String description,
      @Nullable String defaultValue,
      @Nullable Relevance relevance,
      String... values) {
    return new Choice(name, description, Arrays.asList(values), defaultValue, relevance);
  }

  private static Whole whole(
      String name, String description, long min, long max, long defaultValue) {
    return new Whole(name, description, min, max, defaultValue, null);
  }

  private static Real real(
      String name,
      String description,
      double min,
      boolean minExcluded,
      double max,
      double defaultValue) {
    return new Real(name, description, min, minExcluded, max, defaultValue, null);
  }

  @SafeVarargs
  private static List<Parameter> join(List<Parameter>... groups) {
    return new ArrayList<>(Stream.of(groups).flatMap(List::stream).toList());
  }
}
