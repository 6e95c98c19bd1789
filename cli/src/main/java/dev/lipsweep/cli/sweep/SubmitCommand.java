package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.DryRun;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.output.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "submit", description = "Submit a sweep, in YAML or JSON.")
public final class SubmitCommand extends ApiCommand {
  @Parameters(paramLabel = "FILE", description = "the sweep's definition; - reads standard input")
  private String file = "-";

  @Option(names = "--wait", description = "wait until the sweep is finished, and show its progress")
  private boolean wait;

  @Option(names = "--dry-run", description = "say what it would be, and store nothing")
  private boolean dryRun;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "the same key again names the same sweep and makes no second one")
  private @Nullable String idempotencyKey;

  @Override
  public Integer call() throws InterruptedException {
    var definition = DefinitionFile.read(shell(), file);
    Server server = server();
    return dryRun ? tryOut(server, definition) : submit(server, definition);
  }

  private int tryOut(Server server, DefinitionFile definition) {
    String json = definition.dryRun(server);
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    DryRun result = server.read(json, DryRun.class);
    print(
        "%d trials of %d configurations, %d of them already known"
                .formatted(result.trials(), result.configurations(), result.known())
            + (result.reused() == 0
                ? ""
                : ", %d of these not to be trained again".formatted(result.reused())));
    if (result.estimateSeconds() != null) {
      print("about " + Format.seconds(result.estimateSeconds()) + " by what past trials took");
    }
    if (result.warnings() != null) {
      result.warnings().forEach(warning -> print("warning: " + warning));
    }
    return ExitCode.OK;
  }

  private int submit(Server server, DefinitionFile definition) throws InterruptedException {
    String json = definition.submit(server, idempotencyKey);
    Sweep sweep = server.read(json, Sweep.class);
    if (!wantsJson()) {
      print("sweep %s, %d trials: %s".formatted(sweep.name(), sweep.trials("total"), sweep.id()));
    }
    if (!wait) {
      print(
          wantsJson()
              ? json
              : "'lipsweep status %s' tells how it goes, 'lipsweep frontier %1$s' what came out"
                  .formatted(sweep.id()));
      return ExitCode.OK;
    }
    return SweepEnd.await(this, server, sweep.id());
  }
}
