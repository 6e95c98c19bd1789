package dev.lipsweep.audit;

import dev.lipsweep.domain.recipe.Recipes;
import java.util.Map;
import java.util.Set;

/**
 * What a recipe's configuration says of the network, read anew: the trainer's own reading is not
 * asked. A parameter that may change the function and is not known here makes a trial unverifiable.
 */
sealed interface Architecture {

  /** Inputs - width - width - 10 with max(x, 0) between. */
  record Perceptron(int width, double logitScale) implements Architecture {}

  /**
   * METHOD.md 3.3.
   *
   * @param cap of the radial clamp; infinite without one
   */
  record Text(
      int width,
      int heads,
      int blocks,
      double attentionScale,
      double residualScale,
      double logitScale,
      double cap)
      implements Architecture {
    int headWidth() {
      return width / heads;
    }

    /** al. */
    double share() {
      return residualScale / (2 * blocks);
    }
  }

  /**
   * Parameters of recipes that do not change what the rules say of the function, beyond those of
   * optimizers, constraints and measures.
   */
  Set<String> HARMLESS =
      Set.of(
          "context",
          "ropeBase",
          "rotation",
          "vocabulary",
          "validation",
          "validationTokens",
          "labelNoise",
          "capPreset");

  /**
   * @throws NotAuditable if the recipe or one of its parameters is not known here
   */
  static Architecture of(Subject subject) {
    var read = new Reading(subject.parameters());
    Architecture architecture =
        switch (subject.recipe()) {
          case "cifar-mlp" -> new Perceptron(read.whole("width"), read.real("logitScale"));
          case "text-tiny", "shakespeare", "nanogpt" -> text(read);
          default -> throw new NotAuditable("the audit does not know recipe " + subject.recipe());
        };
    read.requireNoOther();
    return architecture;
  }

  private static Text text(Reading read) {
    read.requireIf("normLayer", "none");
    read.requireIf("residual", "convex");
    read.requireIf("queryKeyNorm", "off");
    if (read.realOr("logitSoftCap", 0) > 0) {
      throw new NotAuditable("no rule is proved for networks with a cap on the logits");
    }
    double cap = read.realOr("activationCap", 0);
    return new Text(
        read.whole("width"),
        read.whole("heads"),
        read.whole("blocks"),
        read.real("attentionScale"),
        read.realOr("residualScale", 1),
        read.real("logitScale"),
        cap > 0 ? cap : Double.POSITIVE_INFINITY);
  }

  /** Parameters, with a note of which were read. */
  final class Reading {
    private final Map<String, Object> parameters;
    private final Set<String> seen = new java.util.HashSet<>(HARMLESS);

    Reading(Map<String, Object> parameters) {
      this.parameters = parameters;
    }

    int whole(String name) {
      return (int) real(name);
    }

    double real(String name) {
      double value = realOr(name, Double.NaN);
      if (Double.isNaN(value)) {
        throw new NotAuditable("the configuration has no number " + name);
      }
      return value;
    }

    double realOr(String name, double otherwise) {
      seen.add(name);
      return parameters.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    void requireIf(String name, String known) {
      seen.add(name);
      Object value = parameters.get(name);
      if (value != null && !value.toString().equals(known)) {
        throw new NotAuditable("no rule is proved for networks with %s %s".formatted(name, value));
      }
    }

    void requireNoOther() {
      for (String name : parameters.keySet()) {
        if (!seen.contains(name) && !Recipes.isOfTraining(name)) {
          throw new NotAuditable("the audit does not know what parameter %s does".formatted(name));
        }
      }
    }
  }
}
