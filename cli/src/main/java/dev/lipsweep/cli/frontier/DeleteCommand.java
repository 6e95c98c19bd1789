package dev.lipsweep.cli.frontier;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Give a frontier's name up, and delete its snapshots.")
final class DeleteCommand extends ApiCommand {
  @Parameters(paramLabel = "FRONTIER", description = "its name")
  private String name = "";

  @Override
  public Integer call() {
    server().delete(Answers.path(name));
    print(
        wantsJson()
            ? Server.json(Map.of("deleted", name))
            : "frontier %s is no more".formatted(name));
    return ExitCode.OK;
  }
}
