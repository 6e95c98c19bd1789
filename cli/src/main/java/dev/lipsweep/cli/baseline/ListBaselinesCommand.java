package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List baselines, with the verdict of each one's last check.")
final class ListBaselinesCommand extends ApiCommand {
  @Override
  public Integer call() {
    Listing<Baseline> baselines =
        server().list("/api/v1/baselines", Integer.MAX_VALUE, Baseline.class);
    if (wantsJson()) {
      print(baselines.json());
      return ExitCode.OK;
    }
    if (baselines.items().isEmpty()) {
      print("no baselines yet: 'lipsweep baseline pin NAME SWEEP' makes one");
      return ExitCode.OK;
    }
    var table = new TextTable("name", "sweep", "verdict", "checked", "next check", "pinned");
    for (Baseline baseline : baselines.items()) {
      table.row(
          baseline.name(),
          baseline.sweep(),
          baseline.lastVerdict() == null ? "-" : baseline.lastVerdict(),
          Format.time(baseline.lastCheckedAt()),
          Format.time(baseline.nextCheckAt()),
          Format.time(baseline.pinnedAt()));
    }
    print(table);
    return ExitCode.OK;
  }
}
