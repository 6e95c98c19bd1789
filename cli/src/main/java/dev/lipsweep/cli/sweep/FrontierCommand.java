package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.client.SeedViews.Statistics;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Frontier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "frontier",
    description = "Show the frontier of a sweep: the best accuracy that each bound allows.")
public final class FrontierCommand extends ApiCommand {
  private static final List<String> ENDINGS =
      List.of("csv", "jsonl", "json", "parquet", "svg", "png");

  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Option(
      names = "--by",
      paramLabel = "PARAMETERS",
      description = "a frontier for each value of these, such as optimizer,constraint")
  private @Nullable String by;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description =
          "the certificates' rule: certified (default), certified-quick, certified-vocabulary, or for comparison full-matrix, paper-c1, repo-2025-06")
  private @Nullable String rule;

  @Option(
      names = "--aggregate",
      paramLabel = "HOW",
      description =
          "take a configuration's seeds together: mean, median or worst (default: each by itself)")
  private @Nullable String aggregate;

  @Option(
      names = "--third",
      paramLabel = "METRIC",
      description =
          "a third objective, such as seconds or robust/pgd-linf/0.03:max: nothing beats a result in all three")
  private @Nullable String third;

  @ArgGroup(exclusive = true)
  private Output output = new Output();

  static final class Output {
    @Option(names = "--csv", description = "print CSV")
    private boolean csv;

    @Option(names = "--svg", paramLabel = "FILE", description = "draw it; - is standard output")
    private @Nullable Path svg;

    @Option(
        names = "--save",
        paramLabel = "FILE",
        description = "write it as the file's ending says: .csv .jsonl .json .parquet .svg .png")
    private @Nullable Path save;

    @Option(
        names = "--statistics",
        description =
            "say how sure it is: chances of being on it, and method against method at equal bound")
    private boolean statistics;
  }

  @Override
  public Integer call() {
    Server server = server();
    if (output.svg != null) {
      save(output.svg, server.get(path("svg") + "&all=true"));
    } else if (output.save != null) {
      save(output.save, server.download(path(ending(output.save))));
    } else if (output.csv) {
      shell().out().print(server.get(path("csv")));
    } else if (output.statistics) {
      statistics(server);
    } else {
      String json = server.get(path("json"));
      if (wantsJson()) {
        print(json);
      } else {
        FrontierText.lines(server.read(json, Frontier.class), shell().width()).forEach(this::print);
      }
    }
    return ExitCode.OK;
  }

  private void statistics(Server server) {
    if (third != null) {
      throw new Failure(
          ExitCode.USAGE, "--statistics are of bound and accuracy: leave --third out");
    }
    String path = "/api/v1/sweeps/%s/frontier/statistics".formatted(Server.encoded(sweep));
    String json = server.get(path + options().replaceFirst("&", "?"));
    if (wantsJson()) {
      print(json);
    } else {
      StatisticsText.lines(server.read(json, Statistics.class), shell().width())
          .forEach(this::print);
    }
  }

  private String path(String format) {
    return "/api/v1/sweeps/%s/frontier?format=%s".formatted(Server.encoded(sweep), format)
        + options();
  }

  private String options() {
    return option("by", by)
        + option("rule", rule)
        + option("aggregate", aggregate)
        + option("third", third);
  }

  private static String option(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + Server.encoded(value);
  }

  private static String ending(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream()
        .filter(ending -> name.endsWith("." + ending))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.USAGE,
                    "%s does not say which format: end it with one of .%s"
                        .formatted(file, String.join(" .", ENDINGS))));
  }
}
