package dev.lipsweep.cli.demo;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.client.Refused;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server of a home folder on this machine: the one that runs there, or one that we start. What
 * we started, or an earlier demonstration that was killed did, we stop; what somebody else started
 * stays.
 */
final class LocalServer implements AutoCloseable {
  private static final int USUAL_PORT = 8420;
  private static final Duration START_PATIENCE = Duration.ofSeconds(300);

  private final Shell shell;
  private final Server server;
  private final String token;
  private final @Nullable ServerProcess process;

  private LocalServer(Shell shell, Server server, String token, @Nullable ServerProcess process) {
    this.shell = shell;
    this.server = server;
    this.token = token;
    this.process = process;
  }

  /**
   * @param wantedPort null for the port of the server that runs there, else the usual one
   */
  static LocalServer startOrAdopt(Shell shell, Path home, @Nullable Integer wantedPort)
      throws InterruptedException {
    URI address = address(home, wantedPort);
    Optional<String> token = tokenOf(home);
    if (answers(address)) {
      if (token.isEmpty() || !knows(new Server(address, token.get()))) {
        throw taken(address.getPort());
      }
      shell.out().println("using the server that runs at " + address);
      return new LocalServer(
          shell,
          new Server(address, token.get()),
          token.get(),
          ServerProcess.ofEarlierDemo(shell, home));
    }
    if (accepts(address.getPort())) {
      throw taken(address.getPort());
    }
    return start(shell, home, address);
  }

  private static LocalServer start(Shell shell, Path home, URI address)
      throws InterruptedException {
    shell.out().println("starting the server, its database and a worker");
    var process = ServerProcess.start(shell, home, address.getPort());
    try {
      long deadline = System.nanoTime() + START_PATIENCE.toNanos();
      while (!answers(address)) {
        process.requireAlive();
        if (System.nanoTime() > deadline) {
          throw new Failure(
              ExitCode.UNREACHABLE,
              "the server did not come up in %d s; its log is %s"
                  .formatted(START_PATIENCE.toSeconds(), process.log().file()));
        }
        Thread.sleep(100);
      }
      process.log().leftover().ifPresent(shell.out()::println);
      String token =
          tokenOf(home)
              .orElseThrow(
                  () ->
                      new Failure(
                          ExitCode.UNREACHABLE,
                          "the server wrote no token to " + home.resolve("admin.token")));
      Files.writeString(home.resolve("server.url"), address + "\n");
      return new LocalServer(shell, new Server(address, token), token, process);
    } catch (IOException e) {
      process.stop();
      throw new UncheckedIOException(e);
    } catch (InterruptedException | RuntimeException e) {
      process.stop();
      throw e;
    }
  }

  Server server() {
    return server;
  }

  /** Opens the dashboard with the right to use it; the token stays in the fragment. */
  String dashboard() {
    return server.address() + "/#token=" + token;
  }

  /** What to say when Ctrl-C ends the demonstration. */
  void atInterrupt(String words) {
    if (process != null) {
      process.atInterrupt(words);
    }
  }

  /** Throws with the server's last words if it is gone. */
  void requireAlive() {
    if (process != null) {
      process.requireAlive();
    }
  }

  /** True if the server ends with this demonstration. */
  boolean isOurs() {
    return process != null;
  }

  /** Waits for Ctrl-C, which ends this process. */
  void serveUntilInterrupted(int exitCode) throws InterruptedException {
    if (process == null) {
      return;
    }
    process.exitCodeAtInterrupt(exitCode);
    shell.out().println("serving until Ctrl-C");
    process.await();
    process.requireAlive();
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop();
    }
  }

  private static URI address(Path home, @Nullable Integer wantedPort) {
    if (wantedPort == null) {
      try {
        URI noted = URI.create(Files.readString(home.resolve("server.url")).strip());
        if (answers(noted)) {
          return noted;
        }
      } catch (IOException | IllegalArgumentException e) {
        // no note: the usual port
      }
    }
    return URI.create("http://127.0.0.1:" + (wantedPort == null ? USUAL_PORT : wantedPort));
  }

  private static Optional<String> tokenOf(Path home) {
    try {
      return Optional.of(Files.readString(home.resolve("admin.token")).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean answers(URI address) {
    try {
      return new Server(address, null).get("/actuator/health").contains("\"UP\"");
    } catch (Refused | Unreachable e) {
      return false;
    }
  }

  private static boolean knows(Server server) {
    try {
      server.get("/api/v1/sweeps?limit=1");
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Failure taken(int port) {
    return new Failure(
        ExitCode.UNREACHABLE,
        "port %d is taken by another program or by the server of another --home: choose a port with --port N ('ss -ltnp sport = :%1$d' names the owner)"
            .formatted(port));
  }
}
