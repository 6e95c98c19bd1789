package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "update", description = "Accept another sweep as what a baseline stands for.")
final class UpdateCommand extends ApiCommand {
  @Parameters(paramLabel = "NAME", description = "the baseline")
  private String name = "";

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Target target;

  /** What is pinned from now on. */
  static final class Target {
    @Option(
        names = "--check",
        paramLabel = "N",
        description = "the sweep of this check, or of the 'latest'")
    private @Nullable String check;

    @Option(names = "--sweep", paramLabel = "SWEEP", description = "this completed sweep")
    private @Nullable String sweep;
  }

  @Override
  public Integer call() {
    Server server = server();
    Map<String, Object> wanted =
        target.check != null
            ? Map.of("check", target.check)
            : Map.of("sweep", String.valueOf(target.sweep));
    String json =
        server.put(Baseline.path(name) + "/pin", PinCommand.body(wanted), PinCommand.JSON);
    Baseline updated = server.read(json, Baseline.class);
    print(
        wantsJson()
            ? json
            : "baseline %s is sweep %s (%s) from now on"
                .formatted(updated.name(), updated.sweep(), updated.sweepId()));
    return ExitCode.OK;
  }
}
