package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Show a baseline and the history of its checks, or one check.")
final class ShowCommand extends ApiCommand {
  @Parameters(paramLabel = "NAME", description = "the baseline")
  private String name = "";

  @Option(
      names = "--check",
      paramLabel = "N",
      description = "the report of this check, or of the 'latest'")
  private @Nullable String check;

  @Option(names = "--limit", paramLabel = "N", description = "so many checks at most (default: 20)")
  private int limit = 20;

  @Override
  public Integer call() {
    Server server = server();
    if (check != null) {
      String json = server.get(Check.path(name, check));
      if (wantsJson()) {
        print(json);
      } else {
        CheckText.lines(server.read(json, Check.class), ansi(), shell().width())
            .forEach(this::print);
      }
      return ExitCode.OK;
    }
    String json = server.get(Baseline.path(name));
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    show(server.read(json, Baseline.class));
    history(server.list(Baseline.path(name) + "/checks", limit, Check.class));
    return ExitCode.OK;
  }

  private void show(Baseline baseline) {
    print(ansi().bold(baseline.name()));
    print("sweep     %s  %s".formatted(baseline.sweep(), ansi().faint(baseline.sweepId())));
    print("pinned    " + Format.time(baseline.pinnedAt()));
    print(
        "margins   %s points of accuracy, %s decades of the bound%s"
            .formatted(
                Format.value(100 * baseline.margins().accuracy()),
                Format.value(baseline.margins().log10Bound()),
                baseline.margins().everyConfiguration() ? ", for every configuration" : ""));
    if (baseline.schedule() != null) {
      print(
          "schedule  %s (UTC), next %s"
              .formatted(baseline.schedule(), Format.time(baseline.nextCheckAt())));
    }
  }

  private void history(Listing<Check> checks) {
    print("");
    if (checks.items().isEmpty()) {
      print("no checks yet: 'lipsweep baseline check %s --wait'".formatted(name));
      return;
    }
    var table = new TextTable("check", "verdict", "began", "concluded", "by", "why");
    for (Check each : checks.items()) {
      table.row(
          Integer.toString(each.number()),
          each.verdict() == null ? "running" : each.verdict().name(),
          Format.time(each.createdAt()),
          Format.time(each.finishedAt()),
          Format.words(each.origin()),
          each.reasons().isEmpty() ? "" : each.reasons().getFirst());
    }
    print(table);
    if (checks.more()) {
      print("and older ones: --limit shows more");
    }
  }
}
