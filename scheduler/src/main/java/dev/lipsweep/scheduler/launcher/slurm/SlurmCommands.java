package dev.lipsweep.scheduler.launcher.slurm;

import dev.lipsweep.scheduler.launcher.EngineFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs Slurm's commands, none for longer than {@code patience}: with the controller down they hang.
 * sbatch hands its environment to the job and shows it to others, so that of the server, which may
 * hold a database's password, is not given to any of them.
 */
record SlurmCommands(@Nullable Path bin, Duration patience, Map<String, String> environment) {
  private static final Set<String> HARMLESS =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "LANG",
          "LC_ALL",
          "TZ",
          "TMPDIR",
          "LD_LIBRARY_PATH",
          "SLURM_CONF",
          "KRB5CCNAME");

  SlurmCommands {
    environment = Map.copyOf(environment);
  }

  /**
   * Returns what it prints.
   *
   * @throws EngineFailure if it cannot be run, says no, or says nothing in time
   */
  String run(List<String> command, String input) throws EngineFailure, InterruptedException {
    var builder = new ProcessBuilder(new ArrayList<>(command));
    if (bin != null) {
      builder.command().set(0, bin.resolve(command.getFirst()).toString());
    }
    builder.environment().clear();
    environment.forEach(
        (name, value) -> {
          if (HARMLESS.contains(name)) {
            builder.environment().put(name, value);
          }
        });
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new EngineFailure(
          "%s cannot be run here (%s): is Slurm's client installed on the server's machine?"
              .formatted(command.getFirst(), e.getMessage()),
          e);
    }
    try {
      return talk(process, command.getFirst(), input);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private String talk(Process process, String name, String input)
      throws EngineFailure, InterruptedException {
    CompletableFuture<String> out = read(process.getInputStream());
    CompletableFuture<String> err = read(process.getErrorStream());
    try {
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // it has ended without reading: its status and its words say why; Process.destroy would
        // close the streams that these are still to be read from
      }
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw silent(name);
      }
      String words = out.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (process.exitValue() != 0) {
        throw new EngineFailure(
            "%s failed with status %d: %s"
                .formatted(
                    name,
                    process.exitValue(),
                    err.get(patience.toMillis(), TimeUnit.MILLISECONDS).strip()));
      }
      return words;
    } catch (TimeoutException e) {
      throw silent(name);
    } catch (ExecutionException | CompletionException e) {
      throw new EngineFailure("%s: its output cannot be read".formatted(name), e);
    }
  }

  private EngineFailure silent(String name) {
    return new EngineFailure(
        "%s has not answered within %s: is slurmctld up?".formatted(name, patience));
  }

  private static CompletableFuture<String> read(InputStream stream) {
    var text = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (stream) {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(new UncheckedIOException(e));
              }
            });
    return text;
  }
}
