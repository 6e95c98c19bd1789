package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Parameters.join;
import static dev.lipsweep.domain.recipe.Parameters.real;
import static dev.lipsweep.domain.recipe.Parameters.whole;

import dev.lipsweep.domain.problem.Problem;
import java.util.List;
import java.util.Optional;

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
              OptimizerParameters.schedule(300, 16),
              OptimizerParameters.targetNorms("modular", 16),
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
          join(
              ConstraintParameters.rules(),
              List.of(Recipes::headsDivideWidth, Recipes::residualsStayConvex)));

  /** The reference paper's CIFAR-10 multi-layer perceptron (METHOD 4.1). */
  public static final RecipeSchema CIFAR_MLP =
      new RecipeSchema(
          "cifar-mlp",
          1,
          "The paper's multi-layer perceptron 3072-width-width-10 on CIFAR-10",
          join(
              method(),
              OptimizerParameters.schedule(4900, 512),
              List.of(whole("width", "hidden width in channels", 8, 4096, 256))),
          ConstraintParameters.rules());

  private static final List<RecipeSchema> ALL = List.of(TEXT_TINY, CIFAR_MLP);

  private Recipes() {}

  public static List<RecipeSchema> all() {
    return ALL;
  }

  public static Optional<RecipeSchema> named(String name) {
    return ALL.stream().filter(recipe -> recipe.name().equals(name)).findFirst();
  }

  private static List<Parameter> method() {
    return join(
        OptimizerParameters.all(),
        ConstraintParameters.all(),
        List.of(real("logitScale", "factor on the final logits", 0, true, 1e6, 1.0)));
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
}
