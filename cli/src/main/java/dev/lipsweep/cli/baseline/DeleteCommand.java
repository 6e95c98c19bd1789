package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    aliases = "unpin",
    description = "Delete a baseline and the history of its checks; its sweeps stay.")
final class DeleteCommand extends ApiCommand {
  @Parameters(paramLabel = "NAME", description = "the baseline")
  private String name = "";

  @Override
  public Integer call() {
    server().delete(Baseline.path(name));
    print(
        wantsJson()
            ? Server.json(Map.of("deleted", name))
            : "baseline %s is deleted".formatted(name));
    return ExitCode.OK;
  }
}
