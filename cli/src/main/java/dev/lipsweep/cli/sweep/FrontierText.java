package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.Views.Frontier;
import dev.lipsweep.cli.client.Views.FrontierGroup;
import dev.lipsweep.cli.client.Views.FrontierPoint;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A frontier as a table, one for each group. */
public final class FrontierText {
  private static final List<String> USUAL =
      List.of("optimizer", "constraint", "sigmaMax", "weightDecay", "logitScale", "learningRate");

  private FrontierText() {}

  /** Lines of at most {@code width} columns. */
  public static List<String> lines(Frontier frontier, int width) {
    var lines = new ArrayList<String>();
    for (FrontierGroup group : frontier.groups()) {
      if (!group.group().isEmpty()) {
        lines.add(lines.isEmpty() ? name(group) : "\n" + name(group));
      }
      lines.addAll(table(group.points()).lines(width));
    }
    boolean empty = frontier.groups().stream().allMatch(group -> group.points().isEmpty());
    return empty ? List.of("no results yet by the rule " + frontier.rule()) : lines;
  }

  /** A group in words, such as {@code muon, spectral_soft_cap}. */
  static String name(FrontierGroup group) {
    return group.group().values().stream().map(Format::value).collect(Collectors.joining(", "));
  }

  private static TextTable table(List<FrontierPoint> points) {
    List<String> parameters =
        USUAL.stream()
            .filter(name -> points.stream().anyMatch(p -> p.parameters().containsKey(name)))
            .toList();
    String[] header =
        Stream.of(Stream.of("bound", "accuracy"), parameters.stream(), Stream.of("seed", "trial"))
            .flatMap(names -> names)
            .toArray(String[]::new);
    var table = new TextTable(header);
    for (FrontierPoint point : points) {
      table.row(
          Stream.of(
                  Stream.of(point.bound().text(), Format.percent(point.accuracy())),
                  parameters.stream().map(name -> Format.value(point.parameters().get(name))),
                  Stream.of(Long.toString(point.seed()), Integer.toString(point.number())))
              .flatMap(cells -> cells)
              .toArray(String[]::new));
    }
    return table;
  }
}
