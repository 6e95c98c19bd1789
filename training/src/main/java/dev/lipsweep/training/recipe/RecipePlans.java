package dev.lipsweep.training.recipe;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.training.data.Cifar10;
import dev.lipsweep.training.data.FineWeb;
import dev.lipsweep.training.data.Text;
import dev.lipsweep.training.data.TextWindows;
import dev.lipsweep.training.data.ValidationMode;
import dev.lipsweep.training.learner.Loss;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes plans of configurations: the other half of the catalogue {@link Recipes}. */
public final class RecipePlans {
  private static final double TEXT_TINY_ROPE_BASE = 10_000;

  private RecipePlans() {}

  /** Versions of the recipes that can be trained here, by name. */
  public static Map<String, Integer> implemented() {
    var versions = new TreeMap<String, Integer>();
    Recipes.all().forEach(recipe -> versions.put(recipe.name(), recipe.version()));
    return versions;
  }

  /**
   * @param dataDirectory folder with downloaded data sets; null if there is none
   * @throws dev.lipsweep.domain.problem.InvalidInput if the parameters are not the recipe's
   * @throws IllegalArgumentException if the recipe or its version is not implemented here
   */
  public static Plan plan(
      String recipe, int version, Map<String, ?> parameters, @Nullable Path dataDirectory) {
    RecipeSchema schema =
        Recipes.named(recipe)
            .filter(known -> known.version() == version)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "this trainer has no recipe %s version %d; it has %s"
                            .formatted(recipe, version, implemented())));
    Configuration configuration = schema.configuration(parameters);
    return switch (recipe) {
      case "text-tiny" -> textTiny(configuration);
      case "cifar-mlp" -> cifarMlp(configuration, dataDirectory);
      case "shakespeare" -> shakespeare(configuration, dataDirectory);
      case "nanogpt" -> nanogpt(configuration, dataDirectory);
      default -> throw new IllegalStateException("recipe without a plan: " + recipe);
    };
  }

  private static Plan textTiny(Configuration c) {
    Text text = Text.dickens();
    Transformer network =
        TransformerPlans.network(c, text.vocabulary().length(), TEXT_TINY_ROPE_BASE);
    int context = c.count("context");
    int batchSize = c.count("batchSize");
    return plan(c, network, manager -> new TextWindows(manager, text, context, batchSize));
  }

  private static Plan shakespeare(Configuration c, @Nullable Path dataDirectory) {
    Transformer network = TransformerPlans.network(c, Text.SHAKESPEARE_SYMBOLS, c.real("ropeBase"));
    int context = c.count("context");
    int batchSize = c.count("batchSize");
    ValidationMode mode = validation(c);
    return plan(
        c,
        network,
        manager ->
            new TextWindows(manager, Text.shakespeare(dataDirectory), context, batchSize, mode));
  }

  private static Plan nanogpt(Configuration c, @Nullable Path dataDirectory) {
    var rotation = Variant.Rotation.valueOf(c.choice("rotation").toUpperCase(Locale.ROOT));
    Transformer network =
        TransformerPlans.network(c, c.count("vocabulary"), c.real("ropeBase"), rotation);
    var use =
        new FineWeb.Use(
            c.count("vocabulary"),
            c.count("context"),
            c.count("batchSize"),
            c.whole("validationTokens"));
    return plan(c, network, manager -> new FineWeb(dataDirectory, use));
  }

  private static Plan cifarMlp(Configuration c, @Nullable Path dataDirectory) {
    int width = c.count("width");
    var network =
        new Mlp(Cifar10.PIXELS, List.of(width, width), Cifar10.CLASSES, c.real("logitScale"));
    var use = new Cifar10.Use(c.count("batchSize"), c.real("labelNoise"), validation(c));
    return plan(c, network, manager -> new Cifar10(manager, dataDirectory, use));
  }

  private static ValidationMode validation(Configuration c) {
    return switch (c.choice("validation")) {
      case "full" -> ValidationMode.FULL;
      case "paper-eval" -> ValidationMode.PAPER_EVAL;
      default -> throw unknown(c, "validation");
    };
  }

  private static Plan plan(Configuration c, Network network, Plan.DataSource source) {
    return new Plan(
        c,
        network,
        OptimizerPlans.optimizer(c),
        ConstraintPlans.constraint(c),
        OptimizerPlans.schedule(c),
        OptimizerPlans.dtype(c),
        new Loss(c.real("temperature")),
        c.count("validateEvery"),
        RobustnessPlans.robustness(c),
        c.choice("precision").equals("simulated"),
        c.count("telemetryEvery"),
        source);
  }

  static IllegalArgumentException unknown(Configuration c, String parameter) {
    return new IllegalArgumentException(
        "recipe %s allows %s %s, and this trainer has none of that name: is it older than the server?"
            .formatted(c.recipe(), parameter, c.choice(parameter)));
  }
}
