package dev.lipsweep.it.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs started, stopped and killed. */
final class Processes {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Processes() {}

  /** Starts {@code lipsweep} with these words, its output appended to {@code log}. */
  static Process lipsweep(Path log, Map<String, String> environment, List<String> words)
      throws IOException {
    Files.createDirectories(log.getParent());
    var builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(ROOT.resolve("lipsweep").toString()), words.stream())
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("LIPSWEEP_BUILD", "never");
    return builder.start();
  }

  /** The process and all that it started, at once and without a word to them. */
  static void killTree(ProcessHandle root) {
    List<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().join());
  }

  static void kill(ProcessHandle handle) {
    handle.destroyForcibly();
    handle.onExit().join();
  }

  static void signal(String name, long pid) {
    run("kill", "-" + name, Long.toString(pid));
  }

  /** True if the command ended well. */
  static boolean run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
