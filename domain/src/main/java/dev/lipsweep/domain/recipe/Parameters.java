package dev.lipsweep.domain.recipe;

import dev.lipsweep.domain.recipe.Parameter.Choice;
import dev.lipsweep.domain.recipe.Parameter.Real;
import dev.lipsweep.domain.recipe.Parameter.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short ways to write down parameters. */
final class Parameters {
  private Parameters() {}

  static Choice choice(
      String name,
      String description,
      @Nullable String defaultValue,
      @Nullable Relevance relevance,
      String... values) {
    return new Choice(name, description, Arrays.asList(values), defaultValue, relevance);
  }

  static Whole whole(String name, String description, long min, long max, long defaultValue) {
    return new Whole(name, description, min, max, defaultValue, null);
  }

  static Real real(
      String name,
      String description,
      double min,
      boolean minExcluded,
      double max,
      double defaultValue) {
    return new Real(name, description, min, minExcluded, max, defaultValue, null);
  }

  /** The same parameters, one choice with another default. */
  static List<Parameter> withDefault(List<Parameter> parameters, String name, String value) {
    return parameters.stream()
        .<Parameter>map(
            p ->
                p instanceof Choice c && c.name().equals(name)
                    ? new Choice(name, c.description(), c.values(), value, c.relevance())
                    : p)
        .toList();
  }

  /** The same parameters, one whole number with another default. */
  static List<Parameter> withDefault(List<Parameter> parameters, String name, long value) {
    return parameters.stream()
        .<Parameter>map(
            p ->
                p instanceof Whole w && w.name().equals(name)
                    ? new Whole(name, w.description(), w.min(), w.max(), value, w.relevance())
                    : p)
        .toList();
  }

  /** The same parameters, one real number with another default. */
  static List<Parameter> withDefault(List<Parameter> parameters, String name, double value) {
    return parameters.stream()
        .<Parameter>map(
            p ->
                p instanceof Real r && r.name().equals(name)
                    ? new Real(
                        name,
                        r.description(),
                        r.min(),
                        r.minExcluded(),
                        r.max(),
                        value,
                        r.relevance())
                    : p)
        .toList();
  }

  @SafeVarargs
  static <T> List<T> join(List<T>... groups) {
    return Stream.of(groups).flatMap(List::stream).toList();
  }
}
