package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Parameters.choice;
import static dev.lipsweep.domain.recipe.Parameters.join;
import static dev.lipsweep.domain.recipe.Parameters.real;
import static dev.lipsweep.domain.recipe.Parameters.whole;
import static dev.lipsweep.domain.recipe.Parameters.withDefault;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
              TransformerParameters.shape(64, 4, 2, 64),
              TransformerParameters.scales(1),
              TransformerParameters.variant()),
          join(ConstraintParameters.rules(), TransformerParameters.rules()));

  /** The reference paper's CIFAR-10 multi-layer perceptron (METHOD 4.1). */
  public static final RecipeSchema CIFAR_MLP =
      new RecipeSchema(
          "cifar-mlp",
          1,
          "The paper's multi-layer perceptron 3072-width-width-10 on CIFAR-10",
          join(
              method(),
              OptimizerParameters.schedule(4900, 512),
              MeasureParameters.robustness(),
              List.of(
                  whole("width", "hidden width in channels", 8, 4096, 256),
                  real(
                      "labelNoise",
                      "share of the training labels that are drawn anew from the seed",
                      0,
                      false,
                      1,
                      0)),
              validation(
                  "20 batches of the test split with its first batch twice, without the 272 images that fill no batch")),
          ConstraintParameters.rules());

  /** The reference paper's transformer on Tiny Shakespeare, 2,392,576 parameters (METHOD 4.2). */
  public static final RecipeSchema SHAKESPEARE =
      new RecipeSchema(
          "shakespeare",
          1,
          "The paper's character transformer of 2.4 million parameters on Tiny Shakespeare (lipsweep data get shakespeare)",
          join(
              method(),
              OptimizerParameters.schedule(2000, 64),
              OptimizerParameters.targetNorms("paper", 32),
              TransformerParameters.shape(256, 4, 3, 256),
              TransformerParameters.scales(1),
              List.of(TransformerParameters.ropeBase(10_000)),
              TransformerParameters.variant(),
              validation(
                  "20 batches of windows that start one character apart, which is the split's beginning only")),
          join(ConstraintParameters.rules(), TransformerParameters.rules()));

  /**
   * The reference paper's GPT-2 small on FineWeb tokens, 162 million parameters (METHOD 1.4, 4.3).
   * 48 batches of 8 sequences are its 393,216 tokens per step; its learning rate is 0.05.
   */
  public static final RecipeSchema NANOGPT =
      new RecipeSchema(
          "nanogpt",
          1,
          "The paper's GPT-2 small on FineWeb shards (fineweb_train_*.bin and fineweb_val_*.bin in the data folder); 'lipsweep estimate nanogpt' says what it would take here",
          join(
              withDefault(
                  withDefault(
                      withDefault(
                          withDefault(method(), "orthogonaliser", "nanogpt"),
                          "momentum",
                          "nesterov"),
                      "momentumWarmup",
                      300),
                  "beta1",
                  0.95),
              withDefault(
                  withDefault(
                      OptimizerParameters.schedule(1770, 8), "schedule", "constant_then_linear"),
                  "accumulation",
                  48),
              OptimizerParameters.targetNorms("nanogpt", 32),
              TransformerParameters.shape(768, 6, 12, 1024),
              TransformerParameters.scales(24),
              List.of(
                  TransformerParameters.ropeBase(1024),
                  choice(
                      "rotation",
                      "which pairs of a head turn with the position: half of them, or all",
                      "half_truncated",
                      null,
                      "half_truncated",
                      "full"),
                  whole(
                      "vocabulary",
                      "tokens that there are; GPT-2's 50,257 padded to a multiple of 128",
                      2,
                      65_536,
                      50_304),
                  whole(
                      "validationTokens",
                      "tokens of the validation shards that are scored, from their beginning",
                      1,
                      1_000_000_000,
                      10_485_760)),
              TransformerParameters.variant()),
          join(ConstraintParameters.rules(), TransformerParameters.rules()));

  private static final List<RecipeSchema> ALL = List.of(TEXT_TINY, CIFAR_MLP, SHAKESPEARE, NANOGPT);

  private Recipes() {}

  public static List<RecipeSchema> all() {
    return ALL;
  }

  public static Optional<RecipeSchema> named(String name) {
    return ALL.stream().filter(recipe -> recipe.name().equals(name)).findFirst();
  }

  /**
   * Whether a parameter only says how a network is trained and measured: of two trials that differ
   * in it, the same weights are the same function.
   */
  public static boolean isOfTraining(String parameter) {
    return Stream.of(
            OptimizerParameters.all(),
            OptimizerParameters.schedule(1, 1),
            OptimizerParameters.targetNorms("paper", 1),
            ConstraintParameters.all(),
            MeasureParameters.robustness(),
            MeasureParameters.everywhere())
        .flatMap(List::stream)
        .anyMatch(known -> known.name().equals(parameter));
  }

  private static List<Parameter> method() {
    return join(
        OptimizerParameters.all(),
        ConstraintParameters.all(),
        MeasureParameters.everywhere(),
        List.of(real("logitScale", "factor on the final logits", 0, true, 1e6, 1.0)));
  }

  private static List<Parameter> validation(String paperEval) {
    return List.of(
        choice(
            "validation",
            "what is scored: the whole validation split once, or the reference code's windows ("
                + paperEval
                + ")",
            "full",
            null,
            "full",
            "paper-eval"));
  }
}
