package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the checkpoint that an earlier attempt got to. */
final class Resumption {
  private static final Logger log = LoggerFactory.getLogger(Resumption.class);

  private static final int TRIES = 3;

  private final ServerClient server;
  private final Insistence insistence;

  Resumption(ServerClient server, Insistence insistence) {
    this.server = server;
    this.insistence = insistence;
  }

  /**
   * The checkpoint as a file in {@code folder}, its hash verified.
   *
   * @throws IOException it cannot be stored, or it arrived with another hash every time
   * @throws Refused the server does not have it
   */
  Path fetch(Lease.Checkpoint checkpoint, Path folder)
      throws LeaseLost, Refused, IOException, InterruptedException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < checkpoint.sizeBytes()) {
      throw new IOException(
          "the checkpoint needs %d bytes, %s has %d free"
              .formatted(checkpoint.sizeBytes(), folder, free));
    }
    Path file = folder.resolve("resume-" + checkpoint.sha256());
    String found = "";
    for (int i = 0; i < TRIES; i++) {
      insistence.untilAcknowledged(
          () -> server.download(checkpoint.sha256(), checkpoint.sizeBytes(), file));
      found = Sha256.of(file);
      if (found.equals(checkpoint.sha256())) {
        return file;
      }
      log.warn("checkpoint {} arrived as {}", checkpoint.sha256(), found);
    }
    Files.delete(file);
    throw new IOException(
        "checkpoint %s arrived %d times with another hash, last %s"
            .formatted(checkpoint.sha256(), TRIES, found));
  }
}
