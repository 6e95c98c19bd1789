package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Reads the scalar fields of a definition; a wrong one becomes a problem, and its default is
 * returned.
 */
final class FieldReader {
  private final List<Problem> problems;

  FieldReader(List<Problem> problems) {
    this.problems = problems;
  }

  void only(Map<?, ?> map, String key, String allowed) {
    Object given = map.get(key);
    if (given != null && !given.equals(allowed)) {
      problems.add(
          Problem.at(
              "/" + key,
              given,
              "this version does not know it",
              "give '%s' or leave it out".formatted(allowed)));
    }
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
}
