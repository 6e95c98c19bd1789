package dev.lipsweep.cli.demo;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.Shell;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The server as a process that is ours to stop; Ctrl-C stops it in order. */
final class ServerProcess {
  private static final int STOP_SECONDS = 60;

  private final Shell shell;
  private final ProcessHandle handle;
  private final ServerLog log;
  private final Path note;
  private final Thread hook = new Thread(this::interrupted, "stop-server");
  private volatile boolean stopping;
  private volatile String atInterrupt = "stopped; the same command starts again";
  private volatile int exitCodeAtInterrupt = 130;

  private ServerProcess(Shell shell, ProcessHandle handle, ServerLog log, Path note) {
    this.shell = shell;
    this.handle = handle;
    this.log = log;
    this.note = note;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts {@code lipsweep server} with its output in the home's log. */
  static ServerProcess start(Shell shell, Path home, int port) {
    try {
      ServerLog log = ServerLog.in(home.resolve("logs"));
      String root = shell.variable("LIPSWEEP_ROOT");
      var command = new ArrayList<String>(apart(shell));
      command.add(Path.of(root == null ? "." : root, "lipsweep").toString());
      command.addAll(
          List.of("server", "--home", home.toString(), "--port", Integer.toString(port)));
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectOutput(Redirect.appendTo(log.file().toFile()));
      builder.environment().put("LIPSWEEP_HOME", home.toString());
      ProcessHandle handle = builder.start().toHandle();
      Path note = note(home);
      Files.writeString(note, handle.pid() + "\n");
      return new ServerProcess(shell, handle, log, note);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.UNREACHABLE, "cannot start the server: %s".formatted(e.getMessage()), e);
    }
  }

  /** The server that a killed demonstration left running, or null if somebody else started it. */
  static @Nullable ServerProcess ofEarlierDemo(Shell shell, Path home) {
    try {
      String ours = Files.readString(note(home)).strip();
      String running = Files.readString(home.resolve("server.lock")).strip();
      ProcessHandle handle =
          ours.equals(running) ? ProcessHandle.of(Long.parseLong(ours)).orElse(null) : null;
      return handle == null
          ? null
          : new ServerProcess(shell, handle, ServerLog.in(home.resolve("logs")), note(home));
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }

  ServerLog log() {
    return log;
  }

  void atInterrupt(String words) {
    atInterrupt = words;
  }

  void exitCodeAtInterrupt(int exitCode) {
    exitCodeAtInterrupt = exitCode;
  }

  void requireAlive() {
    if (!handle.isAlive() && !stopping) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "the server ended: %s (log: %s)".formatted(log.lastWords(), log.file()));
    }
  }

  void await() throws InterruptedException {
    try {
      handle.onExit().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (stopping) {
      Thread.sleep(Long.MAX_VALUE); // the shutdown hook has the last word
    }
  }

  /** Asks the server to stop, which stops its workers and its database, and waits for it. */
  synchronized void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    handle.destroy();
    try {
      handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      Files.deleteIfExists(note);
    } catch (TimeoutException e) {
      shell
          .err()
          .println(
              "lipsweep: the server, process %d, is still stopping; 'kill -9 %1$d' ends it, no result is lost"
                  .formatted(handle.pid()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void interrupted() {
    if (stopping) {
      return;
    }
    shell.out().println();
    shell.out().println("stopping the server and its worker ...");
    stop();
    if (!handle.isAlive()) {
      shell.out().println(atInterrupt);
    }
    shell.out().flush();
    Runtime.getRuntime().halt(exitCodeAtInterrupt);
  }

  private static Path note(Path home) {
    return home.resolve("demo-server.pid");
  }

  /**
   * A session of its own keeps the terminal's Ctrl-C from the server and its trainers, so that they
   * are stopped in order and with a checkpoint.
   */
  private static List<String> apart(Shell shell) {
    for (String folder : shell.environment().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "setsid"))) {
        return List.of(Path.of(folder, "setsid").toString());
      }
    }
    return List.of();
  }
}
