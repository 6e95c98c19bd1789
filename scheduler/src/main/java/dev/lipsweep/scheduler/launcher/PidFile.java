package dev.lipsweep.scheduler.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which process is the worker, so that the next server finds it. The start time tells it from
 * another process that got the same number later.
 */
record PidFile(Path file) {
  /** A worker that lives, and the server that it was started for. */
  record Found(ProcessHandle process, String server) {}

  /**
   * The start time comes from the kernel's clock ticks and the boot time, which may be set a
   * little.
   */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  void write(ProcessHandle process, String server) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.write(
        temporary, List.of(Long.toString(process.pid()), started(process).toString(), server));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Optional<Found> living() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() != 3) {
      return Optional.empty();
    }
    Instant recorded = Instant.parse(lines.get(1));
    return ProcessHandle.of(Long.parseLong(lines.get(0)))
        .filter(ProcessHandle::isAlive)
        .filter(process -> isSame(recorded, started(process)))
        .map(process -> new Found(process, lines.get(2)));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static boolean isSame(Instant recorded, Instant started) {
    return Duration.between(recorded, started).abs().compareTo(TOLERANCE) < 0;
  }

  private static Instant started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
