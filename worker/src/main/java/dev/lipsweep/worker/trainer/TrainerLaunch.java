package dev.lipsweep.worker.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a trainer's process is started.
 *
 * @param command the program and its arguments, run in the agent's own working folder
 * @param environment added to the agent's own
 * @param home LIPSWEEP_HOME; its folder {@code logs} gets the trainers' standard error
 * @param worker the worker's name, for the names of log files
 */
public record TrainerLaunch(
    List<String> command, Map<String, String> environment, Path home, String worker) {
  /**
   * A terminal's Ctrl-C and an engine's SIGTERM reach the whole process group; only the agent shall
   * act on them, so that the trainer lives to write its checkpoint. When memory runs out the kernel
   * shall take the trainer and not the agent.
   */
  private static final List<String> SHIELD =
      List.of(
          "/bin/sh",
          "-c",
          "trap '' INT TERM HUP; { echo 500 >/proc/self/oom_score_adj; } 2>/dev/null; exec \"$@\"",
          "trainer");

  public TrainerLaunch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  TrainerLog openLog(int slot) throws IOException {
    return TrainerLog.open(home.resolve("logs/trainer-%s-%d.log".formatted(worker, slot)));
  }

  Process start(TrainerLog log) throws IOException {
    var words = new ArrayList<>(SHIELD);
    words.addAll(command);
    var builder =
        new ProcessBuilder(words)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
    builder.environment().remove("LIPSWEEP_TOKEN"); // a trainer speaks to its agent alone
    builder.environment().putAll(environment);
    return builder.start();
  }
}
