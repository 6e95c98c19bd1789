package dev.lipsweep.persistence;

import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON in and out of jsonb columns. */
public final class Jsonb {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Jsonb() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static <T> T read(String json, TypeReference<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** A tree of maps in their order, lists, strings, numbers, booleans and nulls. */
  public static Object tree(String json) {
    return MAPPER.readValue(json, Object.class);
  }

  /**
   * Parameters in the types of their recipe. JSON has one type of number, so {@code 4} may stand
   * for the Long or the Double; the recipe knows. A parameter that today's recipe does not have
   * stays as JSON reads it, whole numbers as Long.
   */
  public static Map<String, Object> parameters(String recipe, String json) {
    Optional<RecipeSchema> schema = Recipes.named(recipe);
    var typed = new TreeMap<String, Object>();
    Map<String, Object> read = MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
    read.forEach(
        (name, value) -> {
          Optional<Parameter> parameter = schema.flatMap(s -> s.parameter(name));
          typed.put(name, parameter.flatMap(p -> p.read(value)).orElseGet(() -> untyped(value)));
        });
    return typed;
  }

  private static Object untyped(Object value) {
    return value instanceof Integer i ? Long.valueOf(i) : value;
  }
}
