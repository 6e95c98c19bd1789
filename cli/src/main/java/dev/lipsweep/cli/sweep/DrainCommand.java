package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Worker;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "drain",
    description = "Let a worker finish what it runs, give it nothing new, and let it leave.")
public final class DrainCommand extends ApiCommand {
  @Parameters(paramLabel = "WORKER", description = "id or name, as 'workers' lists it")
  private String worker = "";

  @Override
  public Integer call() {
    Server server = server();
    List<Worker> there =
        server.list("/api/v1/workers", Integer.MAX_VALUE, Worker.class).items().stream()
            .filter(w -> !w.state().equals("LEFT"))
            .filter(w -> w.id().equals(worker) || w.name().equals(worker))
            .toList();
    if (there.isEmpty()) {
      throw new Failure(
          ExitCode.NOT_FOUND,
          "no worker '%s' is there; 'lipsweep workers' lists them".formatted(worker));
    }
    for (Worker found : there) {
      String json = server.post("/api/v1/workers/%s/drain".formatted(found.id()));
      print(
          wantsJson()
              ? json
              : "worker %s gets nothing new; it leaves when its %d trials have ended"
                  .formatted(found.name(), found.busy()));
    }
    return ExitCode.OK;
  }
}
