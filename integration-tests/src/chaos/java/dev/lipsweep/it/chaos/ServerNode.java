package dev.lipsweep.it.chaos;

import dev.lipsweep.domain.port.UnusedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of the servers on the common database; it starts no worker. */
final class ServerNode implements AutoCloseable {
  private final Path home;
  private final String databaseUrl;
  private final String leaseTtl;
  private final int port;
  private Process process;
  private boolean killed;

  /**
   * @param artifacts folder of the checkpoints, the same for all servers
   */
  ServerNode(Path home, String databaseUrl, Path artifacts, String leaseTtl) throws IOException {
    this.home = home;
    this.databaseUrl = databaseUrl;
    this.leaseTtl = leaseTtl;
    this.port = UnusedPort.choose();
    Files.createDirectories(home);
    Files.createSymbolicLink(home.resolve("artifacts"), artifacts);
    start();
  }

  void start() throws IOException {
    killed = false;
    process =
        Processes.lipsweep(
            log(),
            Map.of(
                "LIPSWEEP_HOME",
                home.toString(),
                "LIPSWEEP_LEASE_TTL",
                leaseTtl,
                "LIPSWEEP_DATABASE_URL",
                databaseUrl,
                "LIPSWEEP_DATABASE_USER",
                "postgres"),
            List.of("server", "--home", home.toString(), "--port", "" + port, "--workers", "none"));
  }

  void kill() {
    killed = true;
    Processes.kill(process.toHandle());
  }

  /** One that was started while there was no database has said so and ended. */
  void startAgainIfItGaveUp() throws IOException {
    if (!killed && !process.isAlive()) {
      start();
    }
  }

  boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  String token(String scope) throws IOException {
    return Files.readString(home.resolve(scope + ".token")).strip();
  }

  private Path log() {
    return home.resolve("server.log");
  }

  @Override
  public void close() {
    Processes.killTree(process.toHandle());
  }
}
