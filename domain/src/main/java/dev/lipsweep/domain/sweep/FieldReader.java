package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the scalar fields of a definition; a wrong one becomes a problem, and its default is
 * returned.
 */
final class FieldReader {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%");
  private static final int DEFAULT_PERCENT = 10;
  private static final int MOST = 1_000_000;

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

  /**
   * {@code maxFailures} is a number or a percentage of the trials; 10 % by default, at least one.
   */
  Limits limits(@Nullable Object given, int trials) {
    if (given != null && !(given instanceof Map)) {
      problems.add(
          Problem.at(
              "/limits", given, "limits is a mapping", "give {maxFailures: 10%, maxAttempts: 3}"));
    }
    Map<?, ?> map = given instanceof Map<?, ?> m ? m : Map.of();
    for (Object key : map.keySet()) {
      if (!key.equals("maxFailures") && !key.equals("maxAttempts")) {
        problems.add(
            Problem.at("/limits/" + key, null, "no such limit", "give maxFailures or maxAttempts"));
      }
    }
    int attempts =
        (int) whole(map, "maxAttempts", "/limits/maxAttempts", 1, 100, Limits.DEFAULT_MAX_ATTEMPTS);
    return new Limits(failures(map, trials), attempts);
  }

  private int failures(Map<?, ?> map, int trials) {
    if (map.get("maxFailures") instanceof String text) {
      Matcher percent = PERCENT.matcher(text);
      if (percent.matches() && Integer.parseInt(percent.group(1)) <= 100) {
        return share(Integer.parseInt(percent.group(1)), trials);
      }
      problems.add(
          Problem.at(
              "/limits/maxFailures",
              text,
              "not a number of trials",
              "give a whole number or a percentage such as 10%"));
    }
    Object number = map.get("maxFailures");
    return number instanceof String || number == null
        ? share(DEFAULT_PERCENT, trials)
        : (int) whole(map, "maxFailures", "/limits/maxFailures", 0, MOST, 0);
  }

  private static int share(int percent, int trials) {
    return Math.max(1, (int) Math.ceil(trials * percent / 100.0));
  }
}
