package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.Views.Frontier;
import dev.lipsweep.cli.client.Views.FrontierGroup;
import dev.lipsweep.cli.client.Views.FrontierPoint;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.Telling;
import dev.lipsweep.cli.output.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A frontier as a table, one for each group. */
public final class FrontierText {
  private FrontierText() {}

  /** Lines of at most {@code width} columns. */
  public static List<String> lines(Frontier frontier, int width) {
    var lines = new ArrayList<String>();
    for (FrontierGroup group : frontier.groups()) {
      if (!group.group().isEmpty()) {
        lines.add(lines.isEmpty() ? name(group.group()) : "\n" + name(group.group()));
      }
      lines.addAll(table(group.points(), frontier.isAggregated()).lines(width));
    }
    boolean empty = frontier.groups().stream().allMatch(group -> group.points().isEmpty());
    if (!empty) {
      return lines;
    }
    return List.of(
        "no results yet" + (frontier.rule() == null ? "" : " by the rule " + frontier.rule()));
  }

  /** A group in words, such as {@code muon, spectral_soft_cap}. */
  static String name(Map<String, ? extends @Nullable Object> group) {
    return group.values().stream().map(Format::value).collect(Collectors.joining(", "));
  }

  private static TextTable table(List<FrontierPoint> points, boolean aggregated) {
    List<String> parameters =
        Telling.among(points.stream().map(FrontierPoint::parameters).toList());
    List<String> metrics =
        points.stream()
            .flatMap(point -> metrics(point).keySet().stream())
            .distinct()
            .sorted()
            .toList();
    var table =
        new TextTable(
            cells(
                List.of("bound", "accuracy"),
                metrics,
                parameters,
                aggregated ? List.of("seeds") : List.of("seed", "trial")));
    for (FrontierPoint point : points) {
      table.row(
          cells(
              List.of(point.bound().text(), Format.percent(point.accuracy())),
              metrics.stream().map(name -> number(metrics(point).get(name))).toList(),
              parameters.stream().map(name -> Format.value(point.parameters().get(name))).toList(),
              aggregated
                  ? List.of(Integer.toString(point.seeds()))
                  : List.of(Long.toString(point.seed()), Integer.toString(point.number()))));
    }
    return table;
  }

  private static Map<String, @Nullable Double> metrics(FrontierPoint point) {
    return point.metrics() == null ? Map.of() : point.metrics();
  }

  /** Four digits of any number. */
  static String number(@Nullable Double value) {
    if (value == null) {
      return "-";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Format.value(value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  @SafeVarargs
  static String[] cells(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toArray(String[]::new);
  }
}
