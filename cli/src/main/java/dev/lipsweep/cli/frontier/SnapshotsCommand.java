package dev.lipsweep.cli.frontier;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "snapshots",
    description = "List a frontier's snapshots, the latest first, or print one's content.")
final class SnapshotsCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "FRONTIER", description = "its name")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SNAPSHOT",
      description = "its hash, or eight digits of it: print its content, byte for byte")
  private @Nullable String snapshot;

  @Override
  public Integer call() {
    Server server = server();
    String path = Answers.path(name) + "/snapshots";
    if (snapshot != null) {
      shell().out().print(server.get(path + "/" + Server.encoded(snapshot)));
      return ExitCode.OK;
    }
    Listing<Answers.Snapshot> snapshots =
        server.list(path, Integer.MAX_VALUE, Answers.Snapshot.class);
    if (wantsJson()) {
      print(snapshots.json());
      return ExitCode.OK;
    }
    if (snapshots.items().isEmpty()) {
      print("no snapshots yet: 'lipsweep frontiers snapshot' takes one");
      return ExitCode.OK;
    }
    var table = new TextTable("snapshot", "taken", "results until", "points");
    for (Answers.Snapshot one : snapshots.items()) {
      table.row(
          Answers.brief(one.sha256()),
          Format.time(one.takenAt()),
          Format.time(one.asOf()),
          Integer.toString(one.points()));
    }
    print(table);
    return ExitCode.OK;
  }
}
