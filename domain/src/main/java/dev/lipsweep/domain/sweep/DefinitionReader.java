package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.space.Block;
import dev.lipsweep.domain.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sweep definition from a tree of maps, lists, strings, numbers and booleans, whatever
 * syntax it came in. Every problem is collected with its JSON pointer, so that a person can mend
 * them all at once.
 */
public final class DefinitionReader {
  private static final Set<String> OWN_KEYS =
      Set.of(
          "name",
          "recipe",
          "space",
          "seeds",
          "search",
          "stopping",
          "resources",
          "limits",
          "keep",
          "priority",
          "weight");
  private static final int LONGEST_NAME = 100;

  private final List<Problem> problems = new ArrayList<>();

  private DefinitionReader() {}

  /**
   * The definition in {@code tree}.
   *
   * @throws InvalidInput with every problem found
   */
  public static SweepDefinition read(@Nullable Object tree) {
    return new DefinitionReader().definition(tree);
  }

  private SweepDefinition definition(@Nullable Object tree) {
    if (!(tree instanceof Map<?, ?> map)) {
      throw new InvalidInput(
          Problem.at(
              "",
              tree,
              "a sweep is a mapping with the keys name, recipe and space",
              "see examples/demo.yaml"));
    }
    RecipeSchema recipe = recipe(map.get("recipe"));
    String name = name(map.get("name"));
    var fields = new FieldReader(problems);
    fields.only(map, "search", "grid");
    fields.only(map, "stopping", "none");
    int priority = (int) fields.whole(map, "priority", "/priority", -1000, 1000, 0);
    double weight = fields.positive(map, "weight", "/weight", 1);
    Resources resources = new ResourcesReader(problems).resources(map.get("resources"));
    IntFunction<Limits> limits = new LimitsReader(problems).limits(map.get("limits"));
    Keep keep = new KeepReader(problems).keep(map.get("keep"));
    List<Block> blocks = new SpaceReader(recipe, problems, OWN_KEYS).blocks(map);
    fail();
    List<SearchSpace.Point> points = new SearchSpace(blocks).expand(recipe);
    int trials = points.stream().mapToInt(point -> point.seeds().size()).sum();
    return new SweepDefinition(
        name, recipe, points, resources, limits.apply(trials), priority, weight, keep);
  }

  private RecipeSchema recipe(@Nullable Object given) {
    String all = Recipes.all().stream().map(RecipeSchema::name).collect(Collectors.joining(", "));
    if (given instanceof String name && Recipes.named(name).isPresent()) {
      return Recipes.named(name).get();
    }
    String message = given == null ? "recipe is missing" : "no such recipe";
    problems.add(Problem.at("/recipe", given, message, "give one of " + all));
    throw new InvalidInput(problems);
  }

  private String name(@Nullable Object given) {
    boolean right =
        given instanceof String text
            && !text.isBlank()
            && text.length() <= LONGEST_NAME
            && text.chars().noneMatch(Character::isISOControl);
    if (!right) {
      String message = given == null ? "name is missing" : "not a sweep's name";
      problems.add(
          Problem.at(
              "/name",
              given,
              message,
              "give a text of 1 to %d characters".formatted(LONGEST_NAME)));
    }
    return String.valueOf(given);
  }

  private void fail() {
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }
}
