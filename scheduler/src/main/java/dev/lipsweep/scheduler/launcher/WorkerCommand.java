package dev.lipsweep.scheduler.launcher;

import dev.lipsweep.persistence.HomeProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The command line of a local worker. */
record WorkerCommand(
    LauncherProperties properties, HomeProperties home, Supplier<Optional<String>> server) {
  /** Empty as long as the worker would have no server or no token to show it. */
  Optional<String> readyServer() {
    return Files.isReadable(token()) ? server.get() : Optional.empty();
  }

  /** True if the launcher script is where it is said to be. */
  boolean hasScript() {
    Path root = properties.root();
    return root != null && Files.isExecutable(root.resolve("lipsweep"));
  }

  Process start(String name, String url, File log) throws IOException {
    Path root = properties.root();
    if (root == null) {
      throw new IllegalStateException("asked to start a worker without a root. Indicates a bug.");
    }
    var command =
        new ArrayList<>(
            List.of(
                root.resolve("lipsweep").toString(),
                "worker",
                "--server",
                url,
                "--token-file",
                token().toString(),
                "--name",
                name));
    Integer slots = properties.slots();
    if (slots != null) {
      command.addAll(List.of("--slots", slots.toString()));
    }
    var builder = new ProcessBuilder(command);
    // the server's own secrets are none of the worker's, nor of the trainers it starts
    builder
        .environment()
        .keySet()
        .removeAll(Set.of("LIPSWEEP_DATABASE_PASSWORD", "LIPSWEEP_TOKEN"));
    builder.environment().put("LIPSWEEP_HOME", home.directory().toAbsolutePath().toString());
    builder.environment().put("LIPSWEEP_ROOT", root.toAbsolutePath().toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private Path token() {
    return home.directory().resolve("worker.token").toAbsolutePath();
  }
}
