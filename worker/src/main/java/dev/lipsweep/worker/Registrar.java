package dev.lipsweep.worker;

import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.WorkerRegistration;
import dev.lipsweep.worker.server.Backoff;
import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerClient;
import dev.lipsweep.worker.server.ServerUnavailable;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Makes the worker known to the server, however long that takes if it may be idle so long. */
final class Registrar {
  private final WorkerSettings settings;
  private final ServerClient server;
  private final Journal journal;
  private final Outage outage;
  private final Idleness idleness;

  Registrar(
      WorkerSettings settings,
      ServerClient server,
      Journal journal,
      Outage outage,
      Idleness idleness) {
    this.settings = settings;
    this.server = server;
    this.journal = journal;
    this.outage = outage;
    this.idleness = idleness;
  }

  /**
   * Returns the id under which to claim.
   *
   * @throws ServerUnavailable after as long as the worker may be idle
   */
  UUID register(TrainerEvent.Ready trainer)
      throws Refused, ServerUnavailable, InterruptedException {
    WorkerRegistration registration = registration(trainer);
    var backoff = new Backoff(settings.timing().firstPause(), settings.timing().longestPause());
    while (true) {
      try {
        UUID id = server.register(registration).workerId();
        outage.ended();
        journal.say(
            "registered",
            Map.of("workerId", id.toString(), "server", settings.server().toString()),
            "worker %s registered with %s: %d slots with %d threads each, recipes %s"
                .formatted(
                    settings.name(),
                    settings.server(),
                    settings.slots(),
                    settings.threadsPerSlot(),
                    trainer.recipes()));
        return id;
      } catch (ServerUnavailable e) {
        outage.failed(String.valueOf(e.getMessage()));
        if (idleness.isLongEnough()) {
          throw e;
        }
        backoff.pause();
      }
    }
  }

  private WorkerRegistration registration(TrainerEvent.Ready trainer) {
    String ownVersion =
        Objects.requireNonNullElse(
            Registrar.class.getPackage().getImplementationVersion(), "development");
    return new WorkerRegistration(
        settings.name(),
        Machine.host(),
        trainer.provenance().getOrDefault("codeVersion", ownVersion),
        trainer.provenance().get("codeDigest"),
        settings.slots(),
        settings.threadsPerSlot(),
        settings.devices().stream().map(TrainingDevice::device).toList(),
        trainer.recipes(),
        settings.labels());
  }
}
