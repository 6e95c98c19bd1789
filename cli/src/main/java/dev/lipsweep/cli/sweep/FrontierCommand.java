package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Frontier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "frontier",
    description = "Show the frontier of a sweep: the best accuracy that each bound allows.")
public final class FrontierCommand extends ApiCommand {
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

  @ArgGroup(exclusive = true)
  private Output output = new Output();

  static final class Output {
    @Option(names = "--csv", description = "print CSV")
    private boolean csv;

    @Option(names = "--svg", paramLabel = "FILE", description = "draw it; - is standard output")
    private @Nullable Path svg;
  }

  @Override
  public Integer call() {
    Server server = server();
    if (output.svg != null) {
      draw(server.get(path("svg") + "&all=true"), output.svg);
    } else if (output.csv) {
      shell().out().print(server.get(path("csv")));
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

  private String path(String format) {
    String path = "/api/v1/sweeps/%s/frontier?format=%s".formatted(Server.encoded(sweep), format);
    path += by == null ? "" : "&by=" + Server.encoded(by);
    return path + (rule == null ? "" : "&rule=" + Server.encoded(rule));
  }

  private void draw(String svg, Path file) {
    if (file.toString().equals("-")) {
      shell().out().print(svg);
      return;
    }
    try {
      Files.writeString(shell().directory().resolve(file), svg);
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
    print("wrote " + file);
  }
}
