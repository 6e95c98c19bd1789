package dev.lipsweep.scheduler.launcher;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who starts workers, and how.
 *
 * @param workers {@code local} starts one on this machine, {@code slurm} and {@code kubernetes} as
 *     many as {@link PoolProperties} allow
 * @param slots trials at once on a worker; null leaves it to the local worker, and is 1 elsewhere
 * @param root the folder with the launcher script, also from LIPSWEEP_ROOT
 */
@ConfigurationProperties("lipsweep")
public record LauncherProperties(
    @DefaultValue("none") Kind workers,
    @Nullable Integer slots,
    @Nullable Path root,
    @DefaultValue Local launcher) {
  /** The engine that workers are started on. */
  public enum Kind {
    NONE,
    LOCAL,
    SLURM,
    KUBERNETES
  }

  /**
   * @param leaveRunning true leaves the worker at work when the server stops; the next server
   *     adopts it
   * @param stopTimeout how long a worker may take to give its trials back before it is killed
   * @param firstBackoff rest before a worker that failed is started again; doubles with every
   *     failure
   * @param longestBackoff a worker that lived for longer than this starts afresh
   */
  public record Local(
      @DefaultValue("false") boolean leaveRunning,
      @DefaultValue("25s") Duration stopTimeout,
      @DefaultValue("1s") Duration firstBackoff,
      @DefaultValue("1m") Duration longestBackoff) {}
}
