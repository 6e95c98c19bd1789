package dev.lipsweep.domain.recipe;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a recipe can be told: data that the server validates by, without the engine that trains.
 *
 * @param version changes when the same parameters would train something else; part of every
 *     configuration's identity
 */
public record RecipeSchema(
    String name, int version, String description, List<Parameter> parameters, List<Rule> rules) {
  public RecipeSchema {
    parameters = List.copyOf(parameters);
    rules = List.copyOf(rules);
  }

  public Optional<Parameter> parameter(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** The schema's parameter whose name is nearest to a misspelt one, for "did you mean". */
  public String nearest(String misspelt) {
    return parameters.stream()
        .map(Parameter::name)
        .min(Comparator.comparingInt(name -> Spelling.distance(name, misspelt)))
        .orElseThrow();
  }

  /**
   * The complete configuration of these values: read in their types, defaults filled in, what does
   * not matter dropped.
   *
   * @throws InvalidInput with every problem; paths are the parameters' names with a leading slash
   */
  public Configuration configuration(Map<String, ?> values) {
    var problems = new ArrayList<Problem>();
    values.keySet().stream()
        .filter(name -> parameter(name).isEmpty())
        .forEach(name -> problems.add(unknown(name, "/" + name)));
    var complete = new LinkedHashMap<String, Object>();
    for (Parameter parameter : parameters) {
      Object given = values.get(parameter.name());
      if (given != null) {
        parameter
            .read(given)
            .ifPresentOrElse(
                v -> complete.put(parameter.name(), v),
                () -> problems.add(outOfRange(parameter, given)));
      } else if (parameter.defaultValue() != null) {
        complete.put(parameter.name(), parameter.defaultValue());
      }
    }
    var relevant = new TreeMap<String, Object>();
    for (Parameter parameter : parameters) {
      if (isRelevant(parameter, complete)) {
        Object value = complete.get(parameter.name());
        if (value != null && !value.equals("")) {
          relevant.put(parameter.name(), value);
        } else if (value == null && values.get(parameter.name()) == null) {
          problems.add(missing(parameter));
        }
      }
    }
    var configuration = new Configuration(name, version, relevant);
    if (problems.isEmpty()) {
      rules.forEach(rule -> rule.check(configuration).ifPresent(problems::add));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return configuration;
  }

  public Problem unknown(String parameter, String path) {
    return Problem.at(
        path,
        null,
        "recipe %s has no parameter '%s'".formatted(name, parameter),
        "did you mean '%s'? GET /api/v1/recipes/%s lists all".formatted(nearest(parameter), name));
  }

  private boolean isRelevant(Parameter parameter, Map<String, Object> values) {
    Relevance relevance = parameter.relevance();
    if (relevance == null) {
      return true;
    }
    Object other = values.get(relevance.parameter());
    boolean otherMatters =
        parameter(relevance.parameter()).map(p -> isRelevant(p, values)).orElse(false);
    return otherMatters && other != null && relevance.values().contains(other.toString());
  }

  private static Problem outOfRange(Parameter parameter, Object given) {
    return Problem.at(
        "/" + parameter.name(),
        given,
        "not a value of " + parameter.name(),
        "give " + parameter.allowed());
  }

  private static Problem missing(Parameter parameter) {
    Relevance relevance = parameter.relevance();
    String why =
        relevance == null
            ? ""
            : " with %s %s"
                .formatted(relevance.parameter(), String.join(" or ", relevance.values()));
    return Problem.at(
        "/" + parameter.name(),
        null,
        parameter.name() + " is needed" + why,
        "give " + parameter.allowed());
  }
}
