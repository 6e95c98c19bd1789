package dev.lipsweep.api.postgres;

import dev.lipsweep.api.launch.Home;
import dev.lipsweep.api.launch.PrivateFile;
import dev.lipsweep.api.launch.StartupRefused;
import dev.lipsweep.domain.port.UnusedPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child process, on loopback only, its data in {@code HOME/postgres}. The library
 * that unpacks and starts it is made for tests and turns durability off; here it is on.
 */
public final class DurablePostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DurablePostgres.class);

  /** Long enough for the recovery after a crash. */
  private static final Duration STARTUP = Duration.ofSeconds(120);

  private final Home home;
  private final Cluster cluster;
  private final String password;
  private final PostgresWatch watch;
  private EmbeddedPostgres postgres;

  private DurablePostgres(Home home, Cluster cluster) throws IOException {
    this.home = home;
    this.cluster = cluster;
    this.password = cluster.password();
    this.postgres = launch(port(home));
    this.watch = new PostgresWatch(cluster.data(), this::restart);
  }

  /**
   * Starts it, after stopping what a killed server left behind.
   *
   * @throws StartupRefused with the reason and what to do
   */
  public static DurablePostgres start(Home home) {
    var cluster = new Cluster(home);
    Postmaster.stopLeftover(cluster.data());
    cluster.setAsideIfIncomplete();
    cluster.requireSameVersion();
    try {
      return new DurablePostgres(home, cluster);
    } catch (IOException | IllegalStateException | UncheckedIOException e) {
      LOG.debug("PostgreSQL did not start", e);
      throw new StartupRefused(
          StartupRefused.DATABASE_UNAVAILABLE,
          "the embedded PostgreSQL did not start (%s): %s says why; or use your own with --database-url"
              .formatted(e.getMessage(), log(home)));
    }
  }

  private EmbeddedPostgres launch(int port) throws IOException {
    PrivateFile.createDirectories(cluster.privateFolder());
    Redirect log = Redirect.appendTo(log(home).toFile());
    EmbeddedPostgres started =
        EmbeddedPostgres.builder()
            .setDataDirectory(cluster.data())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(cluster.binaries().toFile())
            .setPort(port)
            .setPGStartupWait(STARTUP)
            .setErrorRedirector(log)
            .setOutputRedirector(log)
            .setConnectConfig("password", password)
            .setLocaleConfig("locale", "C")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "100")
            .start();
    try {
      cluster.finish(started);
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  /** On the same port, where the connections of the pool find it again. */
  private synchronized void restart() throws IOException {
    int port = postgres.getPort();
    postgres.close();
    postgres = launch(port);
  }

  private static Path log(Home home) {
    return home.file("postgres.log");
  }

  public synchronized String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
  }

  public String user() {
    return "postgres";
  }

  public String password() {
    return password;
  }

  /** Fast shutdown with a checkpoint. */
  @Override
  public void close() {
    watch.close();
    stop();
  }

  private synchronized void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      LOG.warn("PostgreSQL may still be running; the next start will stop it: {}", e.getMessage());
    }
  }

  /** The port of last time, so that tools keep working, unless another program has it now. */
  private static int port(Home home) throws IOException {
    Path file = home.file("postgres.port");
    if (Files.exists(file)) {
      String remembered = Files.readString(file).strip();
      boolean usable =
          remembered.matches("[0-9]{1,5}")
              && UnusedPort.isFree(InetAddress.getLoopbackAddress(), Integer.parseInt(remembered));
      if (usable) {
        return Integer.parseInt(remembered);
      }
      LOG.info("port {} is taken by another program; PostgreSQL gets a new one", remembered);
    }
    int port = UnusedPort.choose();
    Files.writeString(file, port + "\n");
    return port;
  }
}
