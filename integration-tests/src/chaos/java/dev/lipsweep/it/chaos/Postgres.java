package dev.lipsweep.it.chaos;

import dev.lipsweep.domain.port.UnusedPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A durable PostgreSQL that both servers use, and that can be killed. */
final class Postgres implements AutoCloseable {
  private final Path data;
  private final Path log;
  private final int port;
  private EmbeddedPostgres running;

  Postgres(Path folder) throws IOException {
    this.data = folder.resolve("data");
    this.log = folder.resolve("postgres.log");
    Files.createDirectories(folder);
    this.port = UnusedPort.choose();
    start();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private void start() throws IOException {
    running =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(Duration.ofMinutes(5))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "100")
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** The postmaster and every backend, as when the machine loses its power. */
  void kill() throws IOException {
    long pid =
        Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    ProcessHandle.of(pid).ifPresent(Processes::killTree);
  }

  /** Starts it again on the same data and the same port; it recovers by itself. */
  void restart() throws IOException {
    running.close();
    start();
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
