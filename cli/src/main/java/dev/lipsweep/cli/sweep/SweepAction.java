package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.output.Format;
import picocli.CommandLine.Parameters;

/** A command that moves a sweep to another state. */
abstract class SweepAction extends ApiCommand {
  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  /** The last part of the path. */
  abstract String action();

  @Override
  public final Integer call() {
    Server server = server();
    String json = server.post("/api/v1/sweeps/%s/%s".formatted(Server.encoded(sweep), action()));
    if (wantsJson()) {
      print(json);
    } else {
      Sweep now = server.read(json, Sweep.class);
      print(
          "sweep %s is %s; %s"
              .formatted(now.name(), Format.words(now.state()), SweepText.trials(now)));
    }
    return ExitCode.OK;
  }
}
