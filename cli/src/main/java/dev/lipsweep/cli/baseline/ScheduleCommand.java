package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "schedule", description = "Let the server check a baseline by itself.")
final class ScheduleCommand extends ApiCommand {
  @Parameters(paramLabel = "NAME", description = "the baseline")
  private String name = "";

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private When when;

  /** Times, or none. */
  static final class When {
    @ArgGroup private @Nullable Times times;

    @Option(names = "--off", description = "only when asked, from now on")
    private boolean off;
  }

  @Override
  public Integer call() {
    Server server = server();
    String path = Baseline.path(name) + "/schedule";
    String json;
    if (when.times == null) {
      server.delete(path);
      json = server.get(Baseline.path(name));
    } else {
      json = server.put(path, PinCommand.body(Map.of("cron", when.times.cron())), PinCommand.JSON);
    }
    Baseline baseline = server.read(json, Baseline.class);
    if (wantsJson()) {
      print(json);
    } else if (baseline.schedule() == null) {
      print("baseline %s is checked only when asked".formatted(baseline.name()));
    } else {
      print(
          "baseline %s is checked by itself, next at %s"
              .formatted(baseline.name(), Format.time(baseline.nextCheckAt())));
    }
    return ExitCode.OK;
  }
}
