package dev.lipsweep.cli.frontier;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Frontier;
import dev.lipsweep.cli.sweep.ApiCommand;
import dev.lipsweep.cli.sweep.FrontierText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show what a frontier is now, or was.")
final class ShowCommand extends ApiCommand {
  @Parameters(paramLabel = "FRONTIER", description = "its name")
  private String name = "";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "only results that were there at this time, such as 2026-03-01T12:00:00Z")
  private @Nullable String asOf;

  @Option(names = "--csv", description = "print CSV")
  private boolean csv;

  @Option(names = "--svg", description = "print a picture")
  private boolean svg;

  @Override
  public Integer call() {
    Server server = server();
    String path =
        Answers.path(name)
            + "?format="
            + (csv ? "csv" : svg ? "svg" : "json")
            + (asOf == null ? "" : "&asOf=" + Server.encoded(asOf));
    String answer = server.get(path);
    if (csv || svg) {
      shell().out().print(answer);
    } else if (wantsJson()) {
      print(answer);
    } else {
      FrontierText.lines(server.read(answer, Frontier.class), shell().width()).forEach(this::print);
    }
    return ExitCode.OK;
  }
}
