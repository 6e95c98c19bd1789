package dev.lipsweep.training.estimate;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.training.recipe.Plan;
import dev.lipsweep.training.recipe.RecipePlans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code lipsweep estimate RECIPE [PARAMETER=VALUE ...]}: memory and time of one trial. Exit codes:
 * 0 done, 2 wrong command line.
 */
public final class EstimateMain {
  private static final String USAGE =
      """
      usage: lipsweep estimate RECIPE [PARAMETER=VALUE ...] [--json]

        Memory and time of one trial on this machine, of the recipe's defaults
        but for the parameters given. Without optimizer: muon, spectral_soft_cap.
      """;

  /** For whatever has no default and is not given. */
  private static final Map<String, Object> USUAL =
      Map.of(
          "optimizer",
          "muon",
          "constraint",
          "spectral_soft_cap",
          "learningRate",
          0.1,
          "sigmaMax",
          1,
          "weightDecay",
          0.1,
          "spectralWeightDecay",
          0.1,
          "radius",
          1);

  private EstimateMain() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
      System.out.print(USAGE);
      System.exit(words.isEmpty() ? 2 : 0);
    }
    boolean json = words.contains("--json");
    try {
      Plan plan = plan(words.stream().filter(w -> !w.equals("--json")).toList());
      Estimate estimate = Estimate.of(plan);
      double rate = MatrixRate.measure();
      System.out.println(
          json ? Report.json(plan, estimate, rate) : Report.text(plan, estimate, rate, memory()));
    } catch (InvalidInput e) {
      for (Problem problem : e.problems()) {
        System.err.println("lipsweep estimate: " + problem);
      }
      System.exit(2);
    } catch (IllegalArgumentException e) {
      System.err.println("lipsweep estimate: " + e.getMessage());
      System.exit(2);
    }
    System.exit(0); // the engine leaves threads behind
  }

  static Plan plan(List<String> words) {
    String name = words.getFirst();
    RecipeSchema recipe =
        Recipes.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no recipe '%s'; there are %s"
                            .formatted(
                                name,
                                Recipes.all().stream()
                                    .map(RecipeSchema::name)
                                    .collect(Collectors.joining(", ")))));
    Map<String, Object> values = new LinkedHashMap<>(USUAL);
    values.keySet().removeIf(known -> recipe.parameter(known).isEmpty());
    for (String word : words.subList(1, words.size())) {
      int at = word.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException("give PARAMETER=VALUE, not '%s'".formatted(word));
      }
      values.put(word.substring(0, at), value(word.substring(at + 1)));
    }
    return RecipePlans.plan(name, recipe.version(), values, null);
  }

  private static Object value(String text) {
    if (text.matches("\\d{1,18}")) {
      return Long.valueOf(text);
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** Bytes of this machine's memory. */
  private static long memory() {
    return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : 0;
  }
}
