package dev.lipsweep.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The server that is measured: one that is started for it, or one that runs already. */
final class MeasuredServer {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "measure this server on this machine, whose folder is --home")
  private @Nullable URI server;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "folder of the server (default: a temporary one, deleted at the end)")
  private @Nullable Path home;

  /** What is done with it. */
  interface Measurement {
    void of(Target target) throws Exception;
  }

  boolean runsAlready() {
    return server != null;
  }

  /**
   * Measures, and returns the exit code.
   *
   * @param arguments of {@code lipsweep server}, if one is started
   */
  int measure(Measurement measurement, String... arguments) throws Exception {
    if (server != null) {
      if (home == null) {
        System.err.println("--server needs --home DIR, the server's folder, for its tokens");
        return CommandLine.ExitCode.USAGE;
      }
      measurement.of(Target.of(server, home));
      return CommandLine.ExitCode.OK;
    }
    Path folder = home == null ? Files.createTempDirectory("lipsweep-bench") : home;
    try (var own = OwnServer.start(folder, arguments)) {
      measurement.of(Target.of(own.address(), folder));
    } finally {
      if (home == null) {
        OwnServer.delete(folder);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** One line for a person; what went wrong under load is told with its place in the code. */
  static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof NoSuchFileException) {
      System.err.printf("%s is not there: --home has to be the server's folder%n", e.getMessage());
    } else if (e instanceof IOException) {
      System.err.println(e);
    } else {
      e.printStackTrace();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
