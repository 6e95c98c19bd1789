package dev.lipsweep.domain.frontier;

import dev.lipsweep.domain.bound.BoundRules;
import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.recipe.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a frontier's definition from a tree of maps, lists and scalars, whatever syntax it came in.
 * Every problem is collected with its JSON pointer. Which sweeps there are, and what their recipes
 * know, is somebody else's question.
 */
public final class FrontierDefinitionReader {
  private static final List<String> KEYS =
      List.of("name", "sweeps", "objectives", "by", "where", "metrics", "seeds", "evidence");
  private static final int LONGEST_NAME = 100;
  private static final int MOST_ITEMS = 100;

  private final List<Problem> problems = new ArrayList<>();

  private FrontierDefinitionReader() {}

  /**
   * @throws InvalidInput with every problem found
   */
  public static FrontierDefinition read(@Nullable Object tree) {
    return new FrontierDefinitionReader().definition(tree);
  }

  private FrontierDefinition definition(@Nullable Object tree) {
    if (!(tree instanceof Map<?, ?> map)) {
      throw new InvalidInput(
          Problem.at(
              "",
              tree,
              "a frontier is a mapping with the keys name and sweeps",
              "see docs/frontier.md"));
    }
    onlyKeys(map, "", KEYS);
    String name = name(map.get("name"));
    SweepSelection sweeps = sweeps(map.get("sweeps"));
    List<Objective> objectives = objectives(map.get("objectives"));
    List<String> by = List.copyOf(new LinkedHashSet<>(texts(map.get("by"), "/by")));
    Map<String, List<String>> where = where(map.get("where"));
    List<MetricRange> metrics = metrics(map.get("metrics"));
    SeedAggregate seeds =
        word(map, "seeds", SeedAggregate.EACH, SeedAggregate.values(), SeedAggregate::text);
    Evidence evidence = word(map, "evidence", Evidence.ANY, Evidence.values(), Evidence::text);
    if (seeds != SeedAggregate.EACH && !areBoundAndAccuracy(objectives)) {
      problem(
          "/seeds",
          seeds.text(),
          "seeds are taken together for bound and accuracy only",
          "leave out objectives, or give seeds: each");
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new FrontierDefinition(name, sweeps, objectives, by, where, metrics, seeds, evidence);
  }

  private static boolean areBoundAndAccuracy(List<Objective> objectives) {
    return objectives.size() == 2
        && objectives.get(0).metric().isBound()
        && objectives.get(0).direction() == Direction.MIN
        && objectives.get(1).equals(Objective.ACCURACY);
  }

  private String name(@Nullable Object given) {
    boolean right =
        given instanceof String text
            && !text.isBlank()
            && text.length() <= LONGEST_NAME
            && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\');
    if (!right) {
      problem(
          "/name",
          given,
          given == null ? "name is missing" : "not a frontier's name",
          "give a text of 1 to %d characters without slashes".formatted(LONGEST_NAME));
    }
    return String.valueOf(given);
  }

  private SweepSelection sweeps(@Nullable Object given) {
    if (given instanceof Map<?, ?> map) {
      return matching(map);
    }
    if ("all".equals(given)) {
      return new SweepSelection.All();
    }
    List<String> named = texts(given, "/sweeps");
    if (named.isEmpty()) {
      problem(
          "/sweeps",
          null,
          "no sweeps are named",
          "give names or ids, {recipe: ..., name: 'nightly-*'}, or all");
    }
    return new SweepSelection.Named(named);
  }

  private SweepSelection matching(Map<?, ?> map) {
    onlyKeys(map, "/sweeps", List.of("recipe", "name"));
    Object recipe = map.get("recipe");
    Object pattern = map.get("name");
    List<String> recipes = Recipes.all().stream().map(RecipeSchema::name).toList();
    if (recipe != null && !recipes.contains(recipe)) {
      problem(
          "/sweeps/recipe", recipe, "no such recipe", "give one of " + String.join(", ", recipes));
    }
    if (recipe == null && pattern == null) {
      problem("/sweeps", map, "no condition", "give recipe or name, or all instead of the mapping");
    }
    if (pattern == null) {
      return new SweepSelection.OfRecipe(String.valueOf(recipe));
    }
    return new SweepSelection.Like(pattern.toString(), recipe == null ? null : recipe.toString());
  }

  private List<Objective> objectives(@Nullable Object given) {
    if (given == null) {
      return List.of(new Objective(Metric.BOUND, Direction.MIN), Objective.ACCURACY);
    }
    List<String> texts = texts(given, "/objectives");
    var objectives = new ArrayList<Objective>();
    for (int i = 0; i < texts.size(); i++) {
      objective(texts.get(i), "/objectives/" + i).ifPresent(objectives::add);
    }
    long metrics = objectives.stream().map(Objective::metric).distinct().count();
    if (metrics < objectives.size() || texts.size() < 2 || texts.size() > 3) {
      problem(
          "/objectives",
          given,
          "not two or three different metrics",
          "give such as [bound, accuracy]");
    }
    return objectives;
  }

  /** Such as {@code accuracy}, {@code bound:certified}, {@code robust/pgd-linf/0.03:max}. */
  private Optional<Objective> objective(String text, String path) {
    int colon = text.lastIndexOf(':');
    Optional<Direction> said = Direction.of(text.substring(colon + 1));
    Metric metric = new Metric(said.isPresent() && colon > 0 ? text.substring(0, colon) : text);
    requireMetric(metric, path);
    Direction usual = metric.usualDirection();
    if (said.isEmpty() && usual == null) {
      problem(
          path,
          text,
          "whether more of it is better has to be said",
          "give %s:max or %1$s:min; besides measures there are %s"
              .formatted(text, Metric.OF_EVERY_TRIAL));
      return Optional.empty();
    }
    return Optional.of(new Objective(metric, said.orElse(usual == null ? Direction.MIN : usual)));
  }

  private void requireMetric(Metric metric, String path) {
    metric
        .rule()
        .filter(rule -> !BoundRules.NAMES.contains(rule))
        .ifPresent(
            rule ->
                problem(
                    path,
                    rule,
                    "no such rule",
                    "did you mean '%s'? There are %s"
                        .formatted(
                            Spelling.nearest(BoundRules.NAMES, rule).orElseThrow(),
                            String.join(", ", BoundRules.NAMES))));
  }

  private Map<String, List<String>> where(@Nullable Object given) {
    var where = new LinkedHashMap<String, List<String>>();
    mapping(given, "/where", "optimizer: muon")
        .forEach((name, values) -> where.put(name, texts(values, "/where/" + name)));
    return where;
  }

  private List<MetricRange> metrics(@Nullable Object given) {
    var ranges = new ArrayList<MetricRange>();
    mapping(given, "/metrics", "accuracy: {atLeast: 0.3}")
        .forEach((name, value) -> range(name, value).ifPresent(ranges::add));
    return ranges;
  }

  private Optional<MetricRange> range(String name, @Nullable Object given) {
    String path = "/metrics/" + name;
    if (name.isBlank()) {
      problem(path, name, "a metric has a name", "give such as accuracy");
      return Optional.empty();
    }
    var metric = new Metric(name);
    requireMetric(metric, path);
    if (metric.equals(Metric.BOUND)) {
      problem(path, name, "of which rule?", "give such as bound:certified, in log10");
    }
    if (!(given instanceof Map<?, ?> ends) || ends.isEmpty()) {
      problem(path, given, "not a range", "give {atLeast: ..., atMost: ...} or one of them");
      return Optional.empty();
    }
    onlyKeys(ends, path, List.of("atLeast", "atMost"));
    Double least = number(ends.get("atLeast"), path + "/atLeast");
    Double most = number(ends.get("atMost"), path + "/atMost");
    if (least != null && most != null && least > most) {
      problem(path, ends, "nothing lies in it", "give atLeast <= atMost");
      return Optional.empty();
    }
    return Optional.of(new MetricRange(metric, least, most));
  }

  private @Nullable Double number(@Nullable Object given, String path) {
    if (given == null) {
      return null;
    }
    if (given instanceof Number n && Double.isFinite(n.doubleValue())) {
      return n.doubleValue();
    }
    problem(path, given, "not a number", "give a finite number; bounds are given as log10");
    return null;
  }

  private <T> T word(
      Map<?, ?> map,
      String key,
      T otherwise,
      T[] values,
      java.util.function.Function<T, String> text) {
    Object given = map.get(key);
    if (given == null) {
      return otherwise;
    }
    Optional<T> found =
        Arrays.stream(values).filter(value -> text.apply(value).equals(given)).findFirst();
    if (found.isEmpty()) {
      String all = String.join(", ", Arrays.stream(values).map(text).toList());
      problem("/" + key, given, "not a value of " + key, "give one of " + all);
    }
    return found.orElse(otherwise);
  }

  /** One scalar, or a list of them, as text. */
  private List<String> texts(@Nullable Object given, String path) {
    Collection<?> items =
        given instanceof Collection<?> list ? list : given == null ? List.of() : List.of(given);
    if (items.size() > MOST_ITEMS) {
      problem(path, items.size(), "too many", "give at most " + MOST_ITEMS);
    }
    for (Object item : items) {
      if (item == null
          || item instanceof Map
          || item instanceof Collection
          || item.toString().isBlank()) {
        problem(path, item, "not a text", "give one, or a list of them");
        return List.of();
      }
    }
    return items.stream().map(String::valueOf).toList();
  }

  private Map<String, Object> mapping(@Nullable Object given, String path, String example) {
    if (given == null) {
      return Map.of();
    }
    var read = new LinkedHashMap<String, Object>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((key, value) -> read.put(String.valueOf(key), value == null ? "" : value));
    } else {
      problem(path, given, "not a mapping", "give such as {%s}".formatted(example));
    }
    return read;
  }

  private void onlyKeys(Map<?, ?> map, String path, List<String> known) {
    map.keySet().stream()
        .map(String::valueOf)
        .filter(key -> !known.contains(key))
        .forEach(
            key ->
                problem(
                    path + "/" + key,
                    key,
                    "no such key",
                    "did you mean '%s'? There are %s"
                        .formatted(
                            Spelling.nearest(known, key).orElseThrow(), String.join(", ", known))));
  }

  private void problem(String path, @Nullable Object value, String message, String fix) {
    problems.add(Problem.at(path, value, message, fix));
  }
}
