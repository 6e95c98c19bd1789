package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Sweep;

/** Waiting for a sweep's end on behalf of a command. */
final class SweepEnd {
  private SweepEnd() {}

  /** The exit code that tells how the sweep ended; with {@code --json} it is the only document. */
  static int await(ApiCommand command, Server server, String sweep) throws InterruptedException {
    var watch =
        command.wantsJson()
            ? SweepWatch.silent(server, command.shell())
            : SweepWatch.of(server, command.shell());
    Sweep end = watch.untilFinished(sweep);
    if (command.wantsJson()) {
      command.print(server.get("/api/v1/sweeps/" + Server.encoded(end.id())));
    } else {
      command.print(
          "sweep %s is %s; %s"
              .formatted(
                  end.name(),
                  dev.lipsweep.cli.output.Format.words(end.state()),
                  SweepText.trials(end)));
      if (end.message() != null) {
        command.print(end.message());
      }
    }
    return end.isWell() ? ExitCode.OK : ExitCode.SWEEP_NOT_WELL;
  }
}
