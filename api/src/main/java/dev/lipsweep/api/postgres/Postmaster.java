package dev.lipsweep.api.postgres;

import dev.lipsweep.api.launch.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL that a killed server left running on our data folder. */
final class Postmaster {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final long PATIENCE_SECONDS = 60;

  private Postmaster() {}

  /**
   * Stops what runs on {@code data} and waits for its end, so that nothing is lost and the port is
   * free. Call it only with the home's lock held.
   */
  static void stopLeftover(Path data) {
    Optional<ProcessHandle> running = runningOn(data);
    if (running.isEmpty()) {
      return;
    }
    ProcessHandle postmaster = running.get();
    LOG.info(
        "stopping PostgreSQL process {}, which an earlier server left behind", postmaster.pid());
    interrupt(postmaster.pid());
    try {
      postmaster.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw stuck(postmaster.pid(), data);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stuck(postmaster.pid(), data);
    }
  }

  /**
   * The live process that postmaster.pid names, if it really is a PostgreSQL on this folder: after
   * a reboot the number may belong to anybody.
   */
  static Optional<ProcessHandle> runningOn(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(ProcessHandle::isAlive)
          .filter(process -> isPostgresOn(process, data));
    } catch (IOException | RuntimeException noFileOrHalfWritten) {
      return Optional.empty();
    }
  }

  /**
   * A postmaster's working directory is its data folder; where there is no /proc, its command must
   * do.
   */
  private static boolean isPostgresOn(ProcessHandle process, Path data) {
    Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      if (Files.exists(Path.of("/proc/self"))) {
        return Files.isSameFile(workingDirectory.toRealPath(), data.toRealPath());
      }
    } catch (IOException notOurs) {
      return false;
    }
    return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
  }

  /** SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint. */
  private static void interrupt(long pid) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException e) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static StartupRefused stuck(long pid, Path data) {
    return new StartupRefused(
        StartupRefused.ALREADY_IN_USE,
        "PostgreSQL process %d still holds %s and does not stop: end it with 'kill -INT %d' and start again"
            .formatted(pid, data, pid));
  }
}
