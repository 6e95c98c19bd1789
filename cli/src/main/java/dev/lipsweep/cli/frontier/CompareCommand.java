package dev.lipsweep.cli.frontier;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.Telling;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import dev.lipsweep.domain.bound.LogBound;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = {
      "Show what became of a frontier from one snapshot to another, or to now: points gained and",
      "lost, and the area that it dominates on the axis of log10 bounds."
    })
final class CompareCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "FRONTIER", description = "its name")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "FROM",
      description = "a snapshot's hash, or 8 digits of it")
  private String from = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TO",
      description = "another one, or now (default)")
  private String to = "now";

  @Override
  public Integer call() {
    Server server = server();
    String json =
        server.get(
            "%s/compare?from=%s&to=%s"
                .formatted(Answers.path(name), Server.encoded(from), Server.encoded(to)));
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    show(server.read(json, Answers.Comparison.class));
    return ExitCode.OK;
  }

  private void show(Answers.Comparison comparison) {
    print(
        "%s: %d points; %s: %d points; %d gained, %d lost"
            .formatted(
                end(comparison.from()),
                comparison.from().points(),
                end(comparison.to()),
                comparison.to().points(),
                comparison.gained(),
                comparison.lost()));
    for (Answers.Group group : comparison.groups()) {
      if (!group.group().isEmpty()) {
        print("");
        print(group.group().values().stream().map(Format::value).collect(Collectors.joining(", ")));
      }
      if (group.hypervolume() != null) {
        print(
            String.format(
                Locale.ROOT,
                "dominated area %.4f -> %.4f decades of accuracy (%+.4f)",
                group.hypervolume().from(),
                group.hypervolume().to(),
                group.hypervolume().difference()));
      }
      List<String> telling =
          Telling.among(
              Stream.concat(group.gained().stream(), group.lost().stream())
                  .map(Answers.Point::parameters)
                  .toList());
      var table = new TextTable("", "bound", "accuracy", "configuration", "seed", "trial");
      rows(table, "gained", group.gained(), telling);
      rows(table, "lost", group.lost(), telling);
      if (!table.isEmpty()) {
        print(table);
      }
    }
  }

  private static void rows(
      TextTable table, String what, List<Answers.Point> points, List<String> telling) {
    for (Answers.Point point : points) {
      table.row(
          what,
          bound(point),
          Format.percent(point.accuracy()),
          Format.method(point.parameters(), telling),
          Long.toString(point.seed()),
          Integer.toString(point.number()));
    }
  }

  private static String bound(Answers.Point point) {
    return switch (point.boundKind()) {
      case ZERO -> LogBound.ZERO.text();
      case INFINITE -> LogBound.INFINITE.text();
      case UNKNOWN -> "-";
      case FINITE -> point.log10Bound() == null ? "-" : LogBound.ofLog10(point.log10Bound()).text();
    };
  }

  private static String end(Answers.End end) {
    return end.sha256() == null ? "now" : Answers.brief(end.sha256());
  }
}
