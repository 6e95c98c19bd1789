package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.domain.sweep.SweepState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "sweeps", description = "List sweeps, the newest first.")
public final class SweepsCommand extends ApiCommand {
  @Option(names = "--state", paramLabel = "STATE", description = "one of ${COMPLETION-CANDIDATES}")
  private @Nullable SweepState state;

  @Option(names = "--limit", paramLabel = "N", description = "at most so many (default: all)")
  private int limit = Integer.MAX_VALUE;

  @Override
  public Integer call() {
    String query = state == null ? "" : "?state=" + state;
    Listing<Sweep> sweeps = server().list("/api/v1/sweeps" + query, limit, Sweep.class);
    if (wantsJson()) {
      print(sweeps.json());
      return ExitCode.OK;
    }
    if (sweeps.items().isEmpty()) {
      print("no sweeps" + (state == null ? " yet: 'lipsweep submit FILE' makes one" : ""));
      return ExitCode.OK;
    }
    var table =
        new TextTable("name", "state", "done", "trials", "failed", "recipe", "created", "id");
    for (Sweep sweep : sweeps.items()) {
      table.row(
          sweep.name(),
          Format.words(sweep.state()),
          Math.round(100 * sweep.progress()) + " %",
          sweep.finished() + "/" + sweep.trials("total"),
          Integer.toString(sweep.trials("FAILED")),
          sweep.recipe(),
          Format.time(sweep.createdAt()),
          sweep.id());
    }
    print(table);
    return ExitCode.OK;
  }
}
