package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Retried;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "retry", description = "Run the failed trials of a sweep again.")
public final class RetryCommand extends ApiCommand {
  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Override
  public Integer call() {
    Server server = server();
    String json =
        server.post("/api/v1/sweeps/%s/retry?state=FAILED".formatted(Server.encoded(sweep)));
    int retried = server.read(json, Retried.class).retried();
    print(
        wantsJson()
            ? json
            : retried == 0 ? "no trial failed" : retried + " failed trials run again");
    return ExitCode.OK;
  }
}
