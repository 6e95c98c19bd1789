package dev.lipsweep.cli.search;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "search",
    description = "Tell where a sweep's search stands, and which rung has stopped how many trials.")
public final class SearchCommand extends ApiCommand {
  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Override
  public Integer call() {
    Server server = server();
    String json = server.get("/api/v1/sweeps/%s/search".formatted(Server.encoded(sweep)));
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    show(server.read(json, Standing.class));
    return ExitCode.OK;
  }

  private void show(Standing standing) {
    print(
        standing.points() == null
            ? "search    " + standing.method()
            : "search    %s, %d of %d points proposed"
                .formatted(standing.method(), standing.proposed(), standing.points()));
    if (standing.note() != null) {
      print("          " + standing.note());
    }
    if (standing.raced() != null) {
      print("racing    %d trials added".formatted(standing.raced()));
    }
    if (standing.reused() > 0) {
      print("reused    %d results of earlier trials".formatted(standing.reused()));
    }
    print("stopping  " + (standing.stopping() == null ? "none" : standing.stopping()));
    if (!standing.rungs().isEmpty()) {
      var table = new TextTable("rung", "of the steps", "reached", "stopped");
      for (Rung rung : standing.rungs()) {
        table.row(
            "" + rung.rung(),
            String.format(Locale.ROOT, "%.0f %%", 100 * rung.share()),
            "" + rung.reached(),
            "" + rung.stopped());
      }
      print(table);
    }
  }

  private record Rung(int rung, double share, int reached, int stopped) {}

  private record Standing(
      String method,
      @Nullable Integer points,
      @Nullable Integer proposed,
      @Nullable String note,
      @Nullable Integer raced,
      @Nullable String stopping,
      List<Rung> rungs,
      int reused) {}
}
