package dev.lipsweep.cli.frontier;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "snapshot",
    description = {
      "Keep what a frontier is, for good: with its trials, code and rule versions, under the",
      "SHA-256 of all that, which goes to the standard output."
    })
final class SnapshotCommand extends ApiCommand {
  @Parameters(paramLabel = "FRONTIER", description = "its name")
  private String name = "";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "only results that were there at this time")
  private @Nullable String asOf;

  @Override
  public Integer call() {
    Server server = server();
    String json =
        server.post(
            Answers.path(name)
                + "/snapshots"
                + (asOf == null ? "" : "?asOf=" + Server.encoded(asOf)));
    print(wantsJson() ? json : server.read(json, Answers.Snapshot.class).sha256());
    return ExitCode.OK;
  }
}
