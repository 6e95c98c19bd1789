package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.space.Block;
import dev.lipsweep.domain.space.SearchSpace;
import dev.lipsweep.domain.stopping.Stopping;
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
          "racing",
          "reuse",
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
    var searches = new SearchReader(problems);
    Search search = searches.search(map.get("search"));
    Stopping stopping = searches.stopping(map.get("stopping"), recipe);
    Racing racing = searches.racing(map.get("racing")).orElse(null);
    Reuse reuse = searches.reuse(map.get("reuse"));
    int priority = (int) fields.whole(map, "priority", "/priority", -1000, 1000, 0);
    double weight = fields.positive(map, "weight", "/weight", 1);
    Resources resources = new ResourcesReader(problems).resources(map.get("resources"));
    IntFunction<Limits> limits = new LimitsReader(problems).limits(map.get("limits"));
    Keep keep = new KeepReader(problems).keep(map.get("keep"));
    var space = new SpaceReader(recipe, problems, OWN_KEYS, search);
    List<Block> blocks = space.blocks(map);
    List<Long> seeds = space.seeds(map);
    fail();
    // of a space with ranges these are its corners: enough to find what the recipe refuses
    List<SearchSpace.Point> points = new SearchSpace(blocks).expand(recipe);
    var definition =
        new SweepDefinition(
            name,
            recipe,
            blocks,
            search.isGrid() ? points : List.of(),
            seeds,
            search,
            stopping,
            racing,
            reuse,
            resources,
            limits.apply(search.isGrid() ? count(points) : search.points() * seeds.size()),
            priority,
            weight,
            keep);
    if (definition.trialCount() > SearchSpace.MOST_TRIALS) {
      throw new InvalidInput(
          Problem.at(
              "/search/points",
              search.points(),
              "the search has too many trials",
              "give at most %d points times seeds".formatted(SearchSpace.MOST_TRIALS)));
    }
    return definition;
  }

  private static int count(List<SearchSpace.Point> points) {
    return points.stream().mapToInt(point -> point.seeds().size()).sum();
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
