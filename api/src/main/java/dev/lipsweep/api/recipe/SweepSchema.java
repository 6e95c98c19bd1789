package dev.lipsweep.api.recipe;

import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.space.SearchSpace;
import dev.lipsweep.domain.sweep.Keep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of sweep definitions, made from the recipes: editors complete and check by it.
 * The domain's reader remains the judge; it knows rules between parameters that a schema cannot
 * say.
 */
final class SweepSchema {
  private static final int MOST_SEEDS = 10_000;

  private SweepSchema() {}

  static Map<String, Object> tree() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "/api/v1/schema/sweep.schema.json");
    schema.put("title", "lipsweep sweep");
    schema.put("type", "object");
    schema.put("required", List.of("name", "recipe"));
    schema.put("oneOf", Recipes.all().stream().map(SweepSchema::sweep).toList());
    return schema;
  }

  private static Map<String, Object> sweep(RecipeSchema recipe) {
    Map<String, Object> axes = axes(recipe);
    var properties = new LinkedHashMap<String, Object>();
    properties.put("name", Map.of("type", "string", "minLength", 1, "maxLength", 100));
    properties.put("recipe", Map.of("const", recipe.name(), "description", recipe.description()));
    var block = new LinkedHashMap<>(axes);
    block.put("seeds", seeds());
    properties.put(
        "space",
        Map.of(
            "description",
            "a union of grids: each block is the product of its axes",
            "type",
            "array",
            "minItems",
            1,
            "items",
            closed(block)));
    properties.put("seeds", seeds());
    properties.putAll(SearchSchema.properties());
    properties.put("resources", resources());
    properties.put("limits", limits());
    properties.put("keep", keep());
    properties.put("priority", Map.of("type", "integer", "minimum", -1000, "maximum", 1000));
    properties.put("weight", Map.of("type", "number", "exclusiveMinimum", 0));
    properties.putAll(axes);
    return closed(properties);
  }

  static Map<String, Object> closed(Map<String, Object> properties) {
    return Map.of("type", "object", "properties", properties, "additionalProperties", false);
  }

  private static Map<String, Object> axes(RecipeSchema recipe) {
    var axes = new LinkedHashMap<String, Object>();
    recipe.parameters().forEach(parameter -> axes.put(parameter.name(), axis(parameter)));
    return axes;
  }

  private static Map<String, Object> axis(Parameter parameter) {
    Map<String, Object> value = value(parameter);
    Map<String, Object> list =
        Map.of("type", "array", "minItems", 1, "uniqueItems", true, "items", value);
    var axis = new LinkedHashMap<String, Object>();
    axis.put("description", parameter.description() + "; " + parameter.allowed());
    Object defaultValue = parameter.defaultValue();
    if (defaultValue != null) {
      axis.put("default", defaultValue);
    }
    axis.put(
        "anyOf",
        switch (parameter) {
          case Parameter.Choice choice -> List.of(value, list);
          case Parameter.Text text -> List.of(value, list);
          case Parameter.Whole whole -> List.of(value, list, range("log"), range("linear"));
          case Parameter.Real real -> List.of(value, list, range("log"), range("linear"));
        });
    return axis;
  }

  private static Map<String, Object> value(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Choice choice -> Map.of("enum", choice.values());
      case Parameter.Whole whole ->
          Map.of("type", "integer", "minimum", whole.min(), "maximum", whole.max());
      case Parameter.Real real ->
          Map.of(
              "type",
              "number",
              real.minExcluded() ? "exclusiveMinimum" : "minimum",
              real.min(),
              "maximum",
              real.max());
      case Parameter.Text text -> Map.of("type", "string", "pattern", text.pattern());
    };
  }

  /** Without points it is drawn from: a grid refuses that, which a schema cannot say. */
  private static Map<String, Object> range(String scale) {
    Map<String, Object> end = Map.of("type", "number");
    return Map.of(
        "type",
        "object",
        "required",
        List.of(scale),
        "additionalProperties",
        false,
        "properties",
        Map.of(
            scale,
            Map.of(
                "type", "array", "prefixItems", List.of(end, end), "items", false, "minItems", 2),
            "points",
            Map.of("type", "integer", "minimum", 2, "maximum", SearchSpace.MOST_TRIALS)));
  }

  private static Map<String, Object> seeds() {
    return Map.of(
        "description",
        "how many seeds, or a list of them",
        "anyOf",
        List.of(
            Map.of("type", "integer", "minimum", 1, "maximum", MOST_SEEDS),
            Map.of(
                "type",
                "array",
                "minItems",
                1,
                "maxItems",
                MOST_SEEDS,
                "uniqueItems",
                true,
                "items",
                Map.of("type", "integer", "minimum", 0))));
  }

  private static Map<String, Object> limits() {
    return closed(
        Map.of(
            "maxFailures",
                Map.of(
                    "anyOf",
                    List.of(
                        Map.of("type", "integer", "minimum", 0),
                        Map.of("type", "string", "pattern", "^[0-9]{1,3}\\s*%$"))),
            "maxAttempts", Map.of("type", "integer", "minimum", 1, "maximum", 100),
            "maxConcurrent", Map.of("type", "integer", "minimum", 1, "maximum", 1_000_000),
            "deadline",
                Map.of(
                    "type",
                    "string",
                    "description",
                    "a time from submission such as 6h or PT6H, or a moment such as 2030-01-31T18:00:00Z"),
            "compute",
                Map.of(
                    "type",
                    "string",
                    "description",
                    "time that all attempts together may take, such as 40h")));
  }

  private static Map<String, Object> resources() {
    return closed(
        Map.of(
            "device", Map.of("enum", List.of("any", "cpu", "cuda")),
            "memory",
                Map.of(
                    "description",
                    "of the device, for each trial: such as 4GiB",
                    "type",
                    List.of("string", "integer")),
            "labels",
                Map.of(
                    "description",
                    "what the worker's labels must have",
                    "type",
                    "object",
                    "additionalProperties",
                    Map.of("type", List.of("string", "number", "boolean")))));
  }

  private static Map<String, Object> keep() {
    return closed(
        Map.of(
            "checkpoints",
            Map.of(
                "description",
                "how many of its newest checkpoints each trial keeps",
                "type",
                "integer",
                "minimum",
                0,
                "maximum",
                Keep.MOST_CHECKPOINTS,
                "default",
                Keep.USUAL.checkpoints()),
            "frontier",
            Map.of(
                "description",
                "whether trials on the frontier keep their last one in any case",
                "type",
                "boolean",
                "default",
                Keep.USUAL.frontier())));
  }
}
