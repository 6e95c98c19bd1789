package dev.lipsweep.cli.search;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import dev.lipsweep.cli.sweep.DefinitionFile;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description =
        "Add points to a sweep: a file with 'space' and 'seeds' as in a definition. Those that it has are not added again.")
public final class PointsCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "the points; - reads standard input")
  private String file = "-";

  @Override
  public Integer call() {
    var points = DefinitionFile.read(shell(), file);
    Server server = server();
    String json =
        points.post(server, "/api/v1/sweeps/%s/points".formatted(Server.encoded(sweep)), Map.of());
    print(wantsJson() ? json : "%d trials added".formatted(server.read(json, Added.class).added()));
    return ExitCode.OK;
  }

  private record Added(int added) {}
}
