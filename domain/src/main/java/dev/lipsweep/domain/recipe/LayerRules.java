package dev.lipsweep.domain.recipe;

import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.LayerConstraints.Chosen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What constraints of single layers have to be: of layers and methods that exist, complete. */
final class LayerRules {
  static final String PARAMETER = "layerConstraints";

  private LayerRules() {}

  static Optional<Problem> check(Configuration c) {
    if (!c.has(PARAMETER)) {
      return Optional.empty();
    }
    return LayerConstraints.parse(c.choice(PARAMETER)).stream()
        .flatMap(overrides -> overrides.byLayer().entrySet().stream())
        .flatMap(entry -> Stream.ofNullable(problem(c, entry)))
        .findFirst();
  }

  private static @Nullable Problem problem(Configuration c, Map.Entry<String, Chosen> entry) {
    String layer = entry.getKey();
    Chosen chosen = entry.getValue();
    String written = layer + "=" + chosen;
    LayerNames names = LayerNames.of(c);
    if (!names.has(layer)) {
      String message =
          layer.equals("embed")
              ? "an embedding has no matrix norm to constrain: its columns are capped at RMS 1 whatever the constraint"
              : "%s has no linear layer '%s' here".formatted(c.recipe(), layer);
      return Problem.at("/" + PARAMETER, written, message, "name one of " + names.list());
    }
    Optional<ConstraintMethod> method = ConstraintMethod.named(chosen.method());
    if (method.isEmpty()) {
      return Problem.at(
          "/" + PARAMETER,
          written,
          "there is no constraint '%s'".formatted(chosen.method()),
          "use one of " + String.join(", ", ConstraintMethod.names()));
    }
    Problem numbers = numbers(c, written, chosen, method.get());
    return numbers != null
        ? numbers
        : ConstraintParameters.promise(c, method.get(), "/" + PARAMETER, written).orElse(null);
  }

  private static @Nullable Problem numbers(
      Configuration c, String written, Chosen chosen, ConstraintMethod method) {
    List<String> parameters = method.parameters();
    if (chosen.numbers().size() > parameters.size()) {
      return Problem.at(
          "/" + PARAMETER,
          written,
          "%s takes %s".formatted(method.written(), numbered(parameters)),
          "write " + method.example());
    }
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = ConstraintParameters.named(parameters.get(i));
      if (i < chosen.numbers().size()) {
        if (parameter.read(chosen.numbers().get(i)).isEmpty()) {
          return Problem.at(
              "/" + PARAMETER,
              written,
              "not a value of " + parameter.name(),
              "give " + parameter.allowed());
        }
      } else if (!c.has(parameter.name())) {
        return Problem.at(
            "/" + PARAMETER,
            written,
            "%s needs its %s, and constraint %s has none to share"
                .formatted(method.written(), parameter.name(), c.choice("constraint")),
            "write " + method.example());
      }
    }
    return null;
  }

  private static String numbered(List<String> parameters) {
    return parameters.isEmpty()
        ? "no number"
        : "no numbers but " + String.join(" and ", parameters);
  }
}
