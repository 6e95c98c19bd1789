package dev.lipsweep.bench;

import dev.lipsweep.domain.port.UnusedPort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server started for the measurement in a home of its own. */
final class OwnServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 900;

  private final Process process;
  private final URI address;

  private OwnServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it by the launcher script; what it needs of the environment it inherits.
   *
   * @param more arguments of {@code lipsweep server}
   */
  static OwnServer start(Path home, String... more) throws IOException, InterruptedException {
    int port = UnusedPort.choose();
    String root = System.getenv("LIPSWEEP_ROOT");
    Files.createDirectories(home.resolve("logs"));
    Path log = home.resolve("logs/server.log");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(root == null ? "." : root, "lipsweep").toString(),
                "server",
                "--home",
                home.toString(),
                "--port",
                Integer.toString(port)));
    command.addAll(List.of(more));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var server = new OwnServer(builder.start(), URI.create("http://127.0.0.1:%d".formatted(port)));
    // Ctrl-C reaches the server too, but a kill of this process alone must not leave one behind
    Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroy, "stop-server"));
    server.awaitHealthy(log);
    return server;
  }

  URI address() {
    return address;
  }

  private void awaitHealthy(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isHealthy()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException(
            "the server did not come up:\n" + Files.readString(log).strip());
      }
      Thread.sleep(100);
    }
  }

  private boolean isHealthy() {
    try (var connection = new Connection(address, null)) {
      return connection.send("GET", "/actuator/health", "text/plain", new byte[0]).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** What is left is said, not thrown: it must not hide why the measurement ended. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.printf("%s could not be deleted: %s%n", folder, e.getMessage());
    }
  }
}
