package dev.lipsweep.domain.recipe;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A parameter of a recipe: its name, meaning, range, default, and when it matters. */
public sealed interface Parameter {
  String name();

  /** One sentence for people, with the unit. */
  String description();

  /** The value of a configuration that does not name the parameter; null if it has to be named. */
  @Nullable Object defaultValue();

  @Nullable Relevance relevance();

  /** What is allowed, in words: the fix of an error message. */
  String allowed();

  /**
   * The value in its own type (String, Long or Double), or empty if it is none of the allowed ones.
   */
  Optional<Object> read(Object value);

  /** One of a list of names. */
  record Choice(
      String name,
      String description,
      List<String> values,
      @Nullable String defaultValue,
      @Nullable Relevance relevance)
      implements Parameter {
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public String allowed() {
      return "one of " + String.join(", ", values);
    }

    @Override
    public Optional<Object> read(Object value) {
      return value instanceof String s && values.contains(s) ? Optional.of(s) : Optional.empty();
    }
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  record Whole(
      String name,
      String description,
      long min,
      long max,
      @Nullable Long defaultValue,
      @Nullable Relevance relevance)
      implements Parameter {
    @Override
    public String allowed() {
      return "a whole number from %d to %d".formatted(min, max);
    }

    @Override
    public Optional<Object> read(Object value) {
      if (!(value instanceof Number n) || !Double.isFinite(n.doubleValue())) {
        return Optional.empty();
      }
      try {
        long whole = new BigDecimal(n.toString()).longValueExact();
        return whole >= min && whole <= max ? Optional.of(whole) : Optional.empty();
      } catch (ArithmeticException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * A real number from {@code min} to {@code max}; {@code min} itself is refused if {@code
   * minExcluded}.
   */
  record Real(
      String name,
      String description,
      double min,
      boolean minExcluded,
      double max,
      @Nullable Double defaultValue,
      @Nullable Relevance relevance)
      implements Parameter {
    @Override
    public String allowed() {
      return "a number %s %s and <= %s"
          .formatted(minExcluded ? ">" : ">=", shortest(min), shortest(max));
    }

    @Override
    public Optional<Object> read(Object value) {
      if (!(value instanceof Number n)) {
        return Optional.empty();
      }
      double real = n.doubleValue();
      boolean inside = minExcluded ? real > min : real >= min;
      return inside && real <= max ? Optional.of(real) : Optional.empty();
    }

    private static String shortest(double x) {
      return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }
  }

  /**
   * A text in a small language of its own; an empty one says nothing and is no part of a
   * configuration.
   *
   * @param allowed the language in words, with an example
   * @param pattern every text of the language matches it, as a regular expression of ECMA-262
   * @param canonical the one way to write what a text says; empty if it is none of the language
   */
  record Text(
      String name,
      String description,
      String allowed,
      String pattern,
      Function<String, Optional<String>> canonical)
      implements Parameter {
    @Override
    public String defaultValue() {
      return "";
    }

    @Override
    public @Nullable Relevance relevance() {
      return null;
    }

    @Override
    public Optional<Object> read(Object value) {
      return value instanceof String s
          ? canonical.apply(s).map(Object.class::cast)
          : Optional.empty();
    }
  }
}
