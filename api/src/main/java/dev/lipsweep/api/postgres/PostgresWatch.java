package dev.lipsweep.api.postgres;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL again when it has died under the server: killed by the kernel or by a person.
 * Its recovery brings back every committed transaction; what was under way fails and is sent again.
 */
final class PostgresWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);
  private static final long POLL_MILLIS = 1000;

  private final Path data;
  private final Restart restart;
  private final Thread thread;

  /** Starts the process anew. */
  interface Restart {
    void run() throws IOException;
  }

  PostgresWatch(Path data, Restart restart) {
    this.data = data;
    this.restart = restart;
    this.thread = Thread.ofPlatform().daemon().name("postgres-watch").start(this::watch);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(POLL_MILLIS);
        if (isDead()) {
          LOG.warn("PostgreSQL has died; starting it again, it recovers by its log");
          restart();
        }
      }
    } catch (InterruptedException closed) {
      // the server stops
    }
  }

  /** Looks twice: the file with the process number may just be being written. */
  private boolean isDead() throws InterruptedException {
    if (Postmaster.runningOn(data).isPresent()) {
      return false;
    }
    Thread.sleep(POLL_MILLIS / 2);
    return Postmaster.runningOn(data).isEmpty();
  }

  private void restart() {
    try {
      restart.run();
      LOG.info("PostgreSQL is back");
    } catch (IOException | RuntimeException e) {
      LOG.warn("PostgreSQL did not come back, trying again: {}", e.getMessage());
    }
  }
}
