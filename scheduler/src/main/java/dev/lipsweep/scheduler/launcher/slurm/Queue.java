package dev.lipsweep.scheduler.launcher.slurm;

import dev.lipsweep.scheduler.launcher.Engine.Job;
import dev.lipsweep.scheduler.launcher.Engine.Phase;
import dev.lipsweep.scheduler.launcher.EngineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code squeue --noheader --format=%i|%T|%r}. Every Slurm prints that, where {@code --json}
 * needs a plugin and changes its shape between releases.
 */
final class Queue {
  static final String FORMAT = "%i|%T|%r";

  private static final Pattern LINE = Pattern.compile("(\\d+)\\|([A-Z_]+)\\|(.*)");

  private Queue() {}

  /**
   * @throws EngineFailure at the first line that is something else
   */
  static List<Job> read(String text) throws EngineFailure {
    var jobs = new ArrayList<Job>();
    for (String line : text.lines().toList()) {
      Matcher parts = LINE.matcher(line.strip());
      if (!parts.matches()) {
        throw new EngineFailure("squeue printed what is no job: '%s'".formatted(line));
      }
      jobs.add(new Job(parts.group(1), phase(parts.group(2), parts.group(3))));
    }
    return jobs;
  }

  /** A state that is not known here belongs to a job that is neither waiting nor over. */
  private static Phase phase(String state, String reason) {
    return switch (state) {
      case "PENDING", "REQUEUED", "REQUEUE_FED" ->
          reason.toLowerCase(Locale.ROOT).contains("held") ? Phase.HELD : Phase.WAITING;
      case "REQUEUE_HOLD", "SPECIAL_EXIT" -> Phase.HELD;
      case "COMPLETING",
          "COMPLETED",
          "CANCELLED",
          "FAILED",
          "TIMEOUT",
          "NODE_FAIL",
          "PREEMPTED",
          "BOOT_FAIL",
          "DEADLINE",
          "OUT_OF_MEMORY",
          "REVOKED" ->
          Phase.ENDING;
      default -> Phase.RUNNING;
    };
  }
}
