package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "pin", description = "Pin a completed sweep under a name.")
final class PinCommand extends ApiCommand {
  static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  @Parameters(index = "0", paramLabel = "NAME", description = "the baseline's name")
  private String name = "";

  @Parameters(index = "1", paramLabel = "SWEEP", description = "the sweep to pin")
  private String sweep = "";

  @Mixin private MarginOptions margins = new MarginOptions();

  @ArgGroup private @Nullable Times times;

  @Override
  public Integer call() {
    String cron = times == null ? null : times.cron();
    Map<String, Object> wanted = Map.of("name", name, "sweep", sweep, "margins", margins.wanted());
    Server server = server();
    String json = server.post("/api/v1/baselines", body(wanted), JSON);
    if (cron != null) {
      json = server.put(Baseline.path(name) + "/schedule", body(Map.of("cron", cron)), JSON);
    }
    Baseline pinned = server.read(json, Baseline.class);
    if (wantsJson()) {
      print(json);
    } else {
      print("baseline %s is sweep %s".formatted(pinned.name(), pinned.sweep()));
      print("'lipsweep baseline check %s --wait' runs it again and compares".formatted(name));
    }
    return ExitCode.OK;
  }

  static byte[] body(Object value) {
    return Server.json(value).getBytes(StandardCharsets.UTF_8);
  }
}
