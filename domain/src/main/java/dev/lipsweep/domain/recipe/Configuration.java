package dev.lipsweep.domain.recipe;

import dev.lipsweep.domain.json.CanonicalJson;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One point of a search space, complete: every parameter that matters has a value (String, Long or
 * Double), none other is there. {@link RecipeSchema#configuration} makes it. Its identity is the
 * SHA-256 of its canonical JSON without those that the recipe gained later and that are at their
 * defaults.
 */
public record Configuration(
    String recipe, int recipeVersion, SortedMap<String, Object> parameters) {
  public Configuration {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** The identity: SHA-256 over recipe, version and parameters, 64 hexadecimal digits. */
  public String hash() {
    return CanonicalJson.sha256(
        Map.of(
            "recipe",
            recipe,
            "recipeVersion",
            recipeVersion,
            "parameters",
            Gained.removed(parameters)));
  }

  /**
   * The same with these parameters only: its identity as it was when there were no others. A recipe
   * gains parameters; what was submitted before that stays what it was.
   */
  public Configuration only(Set<String> names) {
    var named = new TreeMap<>(parameters);
    named.keySet().retainAll(names);
    return new Configuration(recipe, recipeVersion, named);
  }

  public boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  public String choice(String parameter) {
    return (String) value(parameter);
  }

  public long whole(String parameter) {
    return ((Number) value(parameter)).longValue();
  }

  public int count(String parameter) {
    return Math.toIntExact(whole(parameter));
  }

  public double real(String parameter) {
    return ((Number) value(parameter)).doubleValue();
  }

  private Object value(String parameter) {
    Object value = parameters.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s has no parameter %s here; it has %s"
              .formatted(recipe, parameter, parameters.keySet()));
    }
    return value;
  }
}
