package dev.lipsweep.scheduler.launcher;

import dev.lipsweep.persistence.launcher.LauncherState;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker as a child process of this server: started, started again when it fails, adopted when
 * it outlived an earlier server, and told to give its trials back when this one stops.
 */
final class LocalLauncher implements Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(LocalLauncher.class);
  private static final String NAME = "local-0";
  private static final long LARGEST_LOG_BYTES = 10L << 20;

  private final WorkerCommand command;
  private final String machine;
  private final LauncherProperties.Local properties;
  private final InstantSource clock;
  private final PidFile pidFile;
  private final Path log;
  private final Backoff backoff;

  private @Nullable ProcessHandle worker;

  /** The same as {@code worker} if this server started it: only a parent learns the exit status. */
  private @Nullable Process child;

  private Instant startedAt = Instant.EPOCH;
  private boolean resting;

  /** What went wrong since a worker last lived. */
  private @Nullable String problem;

  /**
   * @param machine what people call it
   */
  LocalLauncher(
      WorkerCommand command,
      Path home,
      String machine,
      LauncherProperties.Local properties,
      InstantSource clock) {
    this.machine = machine;
    this.command = command;
    this.properties = properties;
    this.clock = clock;
    this.pidFile = new PidFile(home.resolve("run").resolve("worker-" + NAME + ".pid"));
    this.log = home.resolve("logs").resolve("worker-" + NAME + ".log");
    this.backoff = new Backoff(properties.firstBackoff(), properties.longestBackoff());
  }

  @Override
  public synchronized void runOnce() {
    if (resting || (worker != null && worker.isAlive())) {
      return;
    }
    try {
      if (worker != null) {
        ended();
      }
      Optional<String> server = command.readyServer();
      if (!resting && server.isPresent() && backoff.isOver(clock.instant())) {
        adoptOrStart(server.get());
      }
    } catch (IOException e) {
      problem = "it cannot be started: " + e.getMessage();
      Duration rest = backoff.failed(clock.instant(), Duration.ZERO);
      LOG.error("the local worker cannot be started; trying again in {}", rest, e);
    }
  }

  @Override
  public synchronized LauncherState state() {
    boolean lives = worker != null && worker.isAlive();
    return new LauncherState(
        NAME + " on " + machine,
        "local",
        resting ? 0 : 1,
        lives ? 1 : 0,
        0,
        0,
        backoff.restUntil(clock.instant()),
        lives ? null : problem);
  }

  @Override
  public synchronized void stop() {
    resting = true;
    if (worker == null || !worker.isAlive() || properties.leaveRunning()) {
      return;
    }
    try {
      end(worker);
      pidFile.delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void adoptOrStart(String server) throws IOException {
    Optional<PidFile.Found> living = pidFile.living();
    if (living.isPresent() && living.get().server().equals(server)) {
      worker = living.get().process();
      child = null;
      startedAt = clock.instant();
      LOG.info("the local worker of an earlier server is still at work: process {}", worker.pid());
      return;
    }
    if (living.isPresent()) {
      LOG.info(
          "the local worker of an earlier server looks for it at {}; it is replaced",
          living.get().server());
      end(living.get().process());
    }
    start(server);
  }

  private void start(String server) throws IOException {
    if (!command.hasScript()) {
      resting = true;
      problem = "LIPSWEEP_ROOT does not name the folder with the script 'lipsweep'";
      LOG.error(
          "no local worker: LIPSWEEP_ROOT does not name the folder with the script 'lipsweep'."
              + " Start the server with that script, or a worker by hand: lipsweep worker --server {}",
          server);
      return;
    }
    child = command.start(NAME, server, log());
    worker = child.toHandle();
    startedAt = clock.instant();
    pidFile.write(worker, server);
    LOG.info("started the local worker: process {}, log {}", worker.pid(), log);
  }

  private void ended() throws IOException {
    // the process is gone before its Process object knows the status: wait for that moment
    Process ended = child == null ? null : child.onExit().join();
    worker = null;
    child = null;
    pidFile.delete();
    if (ended != null && ended.exitValue() == 0) {
      resting = true;
      problem = "the worker has left by itself";
      LOG.info("the local worker has left by itself; it is not started again");
      return;
    }
    String status = ended == null ? "" : " with status " + ended.exitValue();
    problem = "the worker ended" + status;
    Instant now = clock.instant();
    Duration rest = backoff.failed(now, Duration.between(startedAt, now));
    LOG.warn("the local worker ended{}; it is started again in {}. Its log: {}", status, rest, log);
  }

  /** SIGTERM lets it write checkpoints and give its trials back; what it does not, runs out. */
  private void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(properties.stopTimeout().toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("the local worker has given back its trials and ended");
    } catch (TimeoutException e) {
      process.destroyForcibly();
      LOG.warn(
          "the local worker did not end within {} and was killed; its leases run out and others go on",
          properties.stopTimeout());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private File log() throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log.toFile();
  }
}
