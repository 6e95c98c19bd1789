package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.output.Bar;
import dev.lipsweep.cli.output.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Tell how a sweep goes.")
public final class StatusCommand extends ApiCommand {
  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Option(names = "--wait", description = "wait until the sweep is finished, and show its progress")
  private boolean wait;

  @Override
  public Integer call() throws InterruptedException {
    Server server = server();
    if (wait) {
      return SweepEnd.await(this, server, sweep);
    }
    String json = server.get("/api/v1/sweeps/" + Server.encoded(sweep));
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    show(server.read(json, Sweep.class));
    return ExitCode.OK;
  }

  private void show(Sweep sweep) {
    print("%s  %s".formatted(ansi().bold(sweep.name()), ansi().faint(sweep.id())));
    print("state     " + Format.words(sweep.state()));
    if (sweep.message() != null) {
      print("          " + sweep.message());
    }
    print("recipe    " + sweep.recipe());
    print("trials    " + SweepText.trials(sweep));
    print(
        "progress  %s %.0f %%".formatted(Bar.of(sweep.progress(), 30), 100 * sweep.progress())
            + (sweep.etaSeconds() == null
                ? ""
                : ", about " + Format.seconds(sweep.etaSeconds()) + " left"));
    print("created   " + Format.time(sweep.createdAt()));
    if (sweep.finishedAt() != null) {
      print("finished  " + Format.time(sweep.finishedAt()));
    }
  }
}
