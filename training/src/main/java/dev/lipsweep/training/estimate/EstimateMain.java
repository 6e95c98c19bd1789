package dev.lipsweep.training.estimate;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.training.recipe.Plan;
import dev.lipsweep.training.recipe.RecipePlans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lipsweep estimate RECIPE [PARAMETER=VALUE ...]}: memory and time of one trial. */
@Command(
    name = "lipsweep estimate",
    description = {
      "Memory and time of one trial on this machine, of the recipe's defaults",
      "but for the parameters given. Without optimizer: muon, spectral_soft_cap."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EstimateMain implements Callable<Integer> {
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

  @Parameters(
      arity = "1..*",
      paramLabel = "RECIPE [PARAMETER=VALUE]",
      description = "the recipe, then what differs from its defaults")
  private List<String> words = List.of();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  private EstimateMain() {}

  public static void main(String[] arguments) {
    System.exit( // the engine leaves threads behind
        new CommandLine(new EstimateMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      Plan plan = plan(words);
      Estimate estimate = Estimate.of(plan);
      double rate = MatrixRate.measure();
      System.out.println(
          json ? Report.json(plan, estimate, rate) : Report.text(plan, estimate, rate, memory()));
      return CommandLine.ExitCode.OK;
    } catch (InvalidInput e) {
      e.problems().forEach(problem -> System.err.println("lipsweep estimate: " + problem));
    } catch (IllegalArgumentException e) {
      System.err.println("lipsweep estimate: " + e.getMessage());
    }
    return CommandLine.ExitCode.USAGE;
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
