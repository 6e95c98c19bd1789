package dev.lipsweep.persistence.frontier;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All results of a question in the plane of its first two objectives, and the trials that diverged,
 * column by column: so many objects would not be worth keeping.
 *
 * @param numbers of the trials
 * @param x the first objective; NaN where it is not known
 * @param y the second; NaN for a trial that diverged
 * @param configuration whose result it is, as an index of {@code configurations}
 */
record ResultPlane(
    UUID[] trials,
    int[] numbers,
    long[] seeds,
    double[] x,
    double[] y,
    int[] configuration,
    long[] configurations,
    Map<String, List<@Nullable Object>> parameters) {

  static ResultPlane of(List<Row> rows) {
    long[] configurations =
        rows.stream().mapToLong(Row::configuration).distinct().sorted().toArray();
    return new ResultPlane(
        rows.stream().map(Row::trial).toArray(UUID[]::new),
        rows.stream().mapToInt(Row::number).toArray(),
        rows.stream().mapToLong(Row::seed).toArray(),
        rows.stream().mapToDouble(Row::x).toArray(),
        rows.stream().mapToDouble(Row::y).toArray(),
        rows.stream()
            .mapToInt(row -> Arrays.binarySearch(configurations, row.configuration()))
            .toArray(),
        configurations,
        new ConcurrentHashMap<>());
  }

  /** One of them, as it is read. */
  record Row(UUID trial, int number, long seed, long configuration, double x, double y) {}

  int size() {
    return x.length;
  }

  /**
   * A parameter's values by configuration.
   *
   * @param load asked once
   */
  List<@Nullable Object> parameter(String name, Function<String, List<@Nullable Object>> load) {
    return parameters.computeIfAbsent(name, load);
  }
}
