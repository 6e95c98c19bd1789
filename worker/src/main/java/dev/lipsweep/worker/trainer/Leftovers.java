package dev.lipsweep.worker.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the trainers of a worker in a file, so that the next agent of that name can kill those
 * that outlived a killed agent: two trainers on one core cost far more than one.
 */
public final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  /** The clock that start times are counted from may be set by a little. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private final Path file;
  private final List<ProcessHandle> known = new ArrayList<>();

  public Leftovers(Path file) {
    this.file = file;
  }

  /** Kills what a former agent of this worker left; a process that only has its pid is spared. */
  public void killAll() throws IOException, InterruptedException {
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      Optional<ProcessHandle> process = find(line);
      if (process.isPresent()) {
        log.info("killing trainer {} that a former agent left", process.get().pid());
        process.get().destroyForcibly();
        awaitEnd(process.get());
      }
    }
    Files.delete(file);
  }

  public synchronized void add(ProcessHandle trainer) throws IOException {
    known.removeIf(process -> !process.isAlive());
    known.add(trainer);
    var lines = new ArrayList<String>();
    for (ProcessHandle process : known) {
      process.info().startInstant().ifPresent(start -> lines.add(process.pid() + " " + start));
    }
    Path next = Path.of(file + ".next");
    Files.write(next, lines);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<ProcessHandle> find(String line) {
    String[] words = line.split(" ");
    if (words.length != 2) {
      return Optional.empty();
    }
    Instant start;
    long pid;
    try {
      pid = Long.parseLong(words[0]);
      start = Instant.parse(words[1]);
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
    return ProcessHandle.of(pid)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .filter(s -> Duration.between(s, start).abs().compareTo(SAME_START) < 0)
                    .isPresent());
  }

  private static void awaitEnd(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("trainer {} does not die; going on beside it", process.pid());
    }
  }
}
