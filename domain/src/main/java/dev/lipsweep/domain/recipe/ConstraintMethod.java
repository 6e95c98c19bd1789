package dev.lipsweep.domain.recipe;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The weight constraints, each with the parameters that are its own. */
enum ConstraintMethod {
  NONE(false),
  WEIGHT_DECAY(true, "weightDecay"),
  SPECTRAL_WEIGHT_DECAY(true, "spectralWeightDecay"),
  SPECTRAL_NORMALIZE(true, "sigmaMax"),
  STIEFEL(true, "sigmaMax"),
  SPECTRAL_HAMMER(true, "sigmaMax"),
  SPECTRAL_SOFT_CAP(true, "sigmaMax"),
  SPECTRAL_HARD_CAP(true, "sigmaMax"),
  SVD_CLAMP(false, "sigmaMax"),
  SPECTRAL_CLIPPED_WEIGHT_DECAY(false, "sigmaMax", "spectralWeightDecay");

  private final boolean coupled;
  private final List<String> parameters;

  /**
   * @param coupled whether the reference code does something else
   */
  ConstraintMethod(boolean coupled, String... parameters) {
    this.coupled = coupled;
    this.parameters = List.of(parameters);
  }

  /** As users write it. */
  String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> parameters() {
    return parameters;
  }

  /** How a layer gets it with numbers of its own. */
  String example() {
    return "LAYER="
        + written()
        + parameters.stream().map(p -> "@" + p.toUpperCase(Locale.ROOT)).collect(joining());
  }

  static Optional<ConstraintMethod> named(String written) {
    return Arrays.stream(values()).filter(m -> m.written().equals(written)).findFirst();
  }

  static String[] names() {
    return names(any -> true);
  }

  static Relevance needing(String parameter) {
    return Relevance.when("constraint", names(m -> m.parameters.contains(parameter)));
  }

  static Relevance coupled() {
    return Relevance.when("constraint", names(m -> m.coupled));
  }

  private static String[] names(Predicate<ConstraintMethod> wanted) {
    return Arrays.stream(values())
        .filter(wanted)
        .map(ConstraintMethod::written)
        .toArray(String[]::new);
  }
}
