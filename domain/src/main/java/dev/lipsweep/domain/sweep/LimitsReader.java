package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code limits}. */
final class LimitsReader {
  private static final List<String> KEYS =
      List.of("maxFailures", "maxAttempts", "maxConcurrent", "deadline", "compute");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%");
  private static final int DEFAULT_PERCENT = 10;
  private static final int MOST = 1_000_000;

  private final List<Problem> problems;
  private final FieldReader fields;

  LimitsReader(List<Problem> problems) {
    this.problems = problems;
    this.fields = new FieldReader(problems);
  }

  /**
   * The limits of a sweep of so many trials: {@code maxFailures} is a number or a percentage of
   * them; 10 % by default, at least one.
   */
  IntFunction<Limits> limits(@Nullable Object given) {
    if (given != null && !(given instanceof Map)) {
      problems.add(
          Problem.at(
              "/limits", given, "limits is a mapping", "give {maxFailures: 10%, deadline: 6h}"));
    }
    Map<?, ?> map = given instanceof Map<?, ?> m ? m : Map.of();
    for (Object key : map.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        problems.add(
            Problem.at(
                "/limits/" + key, null, "no such limit", "give one of " + String.join(", ", KEYS)));
      }
    }
    int attempts =
        (int)
            fields.whole(
                map, "maxAttempts", "/limits/maxAttempts", 1, 100, Limits.DEFAULT_MAX_ATTEMPTS);
    int concurrent =
        (int) fields.whole(map, "maxConcurrent", "/limits/maxConcurrent", 1, MOST, MOST);
    Integer maxConcurrent = map.get("maxConcurrent") == null ? null : concurrent;
    Deadline deadline = deadline(map.get("deadline"));
    Duration compute = compute(map.get("compute"));
    IntUnaryOperator failures = failures(map);
    return trials ->
        new Limits(failures.applyAsInt(trials), attempts, maxConcurrent, deadline, compute);
  }

  private @Nullable Deadline deadline(@Nullable Object given) {
    if (given == null) {
      return null;
    }
    Optional<Deadline> after = Amounts.duration(given).map(Deadline.After::new);
    Optional<Deadline> deadline = after.or(() -> Amounts.instant(given).map(Deadline.At::new));
    if (deadline.isEmpty()) {
      problems.add(
          Problem.at(
              "/limits/deadline",
              given,
              "not a deadline",
              "give a time from submission such as 6h, or a moment such as 2030-01-31T18:00:00Z"));
    }
    return deadline.orElse(null);
  }

  private @Nullable Duration compute(@Nullable Object given) {
    Optional<Duration> compute = Amounts.duration(given);
    if (given != null && compute.isEmpty()) {
      problems.add(
          Problem.at(
              "/limits/compute",
              given,
              "not a time that attempts may take together",
              "give such as 40h"));
    }
    return compute.orElse(null);
  }

  private IntUnaryOperator failures(Map<?, ?> map) {
    if (map.get("maxFailures") instanceof String text) {
      Matcher percent = PERCENT.matcher(text);
      if (percent.matches() && Integer.parseInt(percent.group(1)) <= 100) {
        return share(Integer.parseInt(percent.group(1)));
      }
      problems.add(
          Problem.at(
              "/limits/maxFailures",
              text,
              "not a number of trials",
              "give a whole number or a percentage such as 10%"));
    }
    Object number = map.get("maxFailures");
    if (number instanceof String || number == null) {
      return share(DEFAULT_PERCENT);
    }
    int most = (int) fields.whole(map, "maxFailures", "/limits/maxFailures", 0, MOST, 0);
    return trials -> most;
  }

  private static IntUnaryOperator share(int percent) {
    return trials -> Math.max(1, (int) Math.ceil(trials * percent / 100.0));
  }
}
