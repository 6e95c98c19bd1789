package dev.lipsweep.scheduler.launcher;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/**
 * Runs a launcher as long as the server lives. Its phase is the last one, so it starts when the
 * server answers requests, and stops while the server still does: a worker gives its trials back
 * over HTTP.
 */
final class Launching implements SmartLifecycle {
  private final Launcher launcher;
  private final TaskScheduler scheduler;
  private final Duration rest;
  private @Nullable ScheduledFuture<?> loop;

  /**
   * @param rest between two runs
   */
  Launching(Launcher launcher, TaskScheduler scheduler, Duration rest) {
    this.launcher = launcher;
    this.scheduler = scheduler;
    this.rest = rest;
  }

  @Override
  public void start() {
    loop = scheduler.scheduleWithFixedDelay(launcher::runOnce, rest);
  }

  @Override
  public void stop() {
    if (loop != null) {
      loop.cancel(false);
      loop = null;
      launcher.stop();
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }
}
