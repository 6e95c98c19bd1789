package dev.lipsweep.cli.frontier;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import dev.lipsweep.cli.sweep.DefinitionFile;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Name a frontier. The same definition again is accepted again.")
final class CreateCommand extends ApiCommand {
  @Parameters(paramLabel = "FILE", description = "definition in YAML or JSON; - is standard input")
  private String file = "";

  @Override
  public Integer call() {
    Server server = server();
    String json = DefinitionFile.read(shell(), file).post(server, "/api/v1/frontiers", Map.of());
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    Answers.Named made = server.read(json, Answers.Named.class);
    print("frontier %s: 'lipsweep frontiers show' answers it".formatted(made.name()));
    if (made.warnings() != null) {
      made.warnings().forEach(warning -> shell().err().println("warning: " + warning));
    }
    return ExitCode.OK;
  }
}
