package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the scalar fields of a definition; a wrong one becomes a problem, and its default is
 * returned.
 */
final class FieldReader {
  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,6})?\\s*%");

  private final List<Problem> problems;

  FieldReader(List<Problem> problems) {
    this.problems = problems;
  }

  long whole(Map<?, ?> map, String key, String path, long min, long max, long otherwise) {
    Object given = map.get(key);
    if (given == null) {
      return otherwise;
    }
    if (given instanceof Number n && Double.isFinite(n.doubleValue())) {
      double value = n.doubleValue();
      if (value == Math.rint(value) && value >= min && value <= max) {
        return new BigDecimal(n.toString()).longValue();
      }
    }
    problems.add(
        Problem.at(
            path,
            given,
            "not a value of " + key,
            "give a whole number from %d to %d".formatted(min, max)));
    return otherwise;
  }

  double positive(Map<?, ?> map, String key, String path, double otherwise) {
    Object given = map.get(key);
    if (given == null) {
      return otherwise;
    }
    if (given instanceof Number n && n.doubleValue() > 0 && Double.isFinite(n.doubleValue())) {
      return n.doubleValue();
    }
    problems.add(Problem.at(path, given, "not a value of " + key, "give a number > 0"));
    return otherwise;
  }

  /** A number from {@code min} to {@code max}, or a percentage as people write it. */
  double share(Map<?, ?> map, String key, String path, double min, double max, double otherwise) {
    Object given = map.get(key);
    if (given == null) {
      return otherwise;
    }
    double value = Double.NaN;
    if (given instanceof Number n) {
      value = n.doubleValue();
    } else if (given instanceof String text && PERCENT.matcher(text).matches()) {
      value = Double.parseDouble(text.substring(0, text.indexOf('%')).strip()) / 100;
    }
    if (value >= min && value <= max) {
      return value;
    }
    problems.add(
        Problem.at(
            path,
            given,
            "not a value of " + key,
            "give a share from %s to %s".formatted(min, max)));
    return otherwise;
  }
}
