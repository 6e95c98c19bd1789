package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.client.Views.Held;
import dev.lipsweep.cli.client.Views.Worker;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "workers", description = "List workers and the trials they have in hand.")
public final class WorkersCommand extends ApiCommand {
  @Override
  public Integer call() {
    Listing<Worker> workers = server().list("/api/v1/workers", Integer.MAX_VALUE, Worker.class);
    if (wantsJson()) {
      print(workers.json());
      return ExitCode.OK;
    }
    if (workers.items().isEmpty()) {
      print("no workers: 'lipsweep worker --help' tells how to start one");
      return ExitCode.OK;
    }
    var table = new TextTable("worker", "host", "state", "busy", "trials", "last seen", "version");
    for (Worker worker : workers.items()) {
      table.row(
          worker.name(),
          worker.host(),
          Format.words(worker.state()) + (worker.isDraining() ? ", draining" : ""),
          worker.busy() + "/" + worker.slots(),
          trials(worker.attempts()),
          Format.time(worker.lastSeenAt()),
          worker.codeVersion() == null ? "-" : worker.codeVersion());
    }
    print(table);
    return ExitCode.OK;
  }

  private static String trials(@Nullable List<Held> attempts) {
    return attempts == null
        ? ""
        : attempts.stream().map(held -> "#" + held.trialNumber()).collect(Collectors.joining(" "));
  }
}
