package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.trainer.TrainerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one attempt. A checkpoint is kept until a later one is safe with the server, so that
 * the folder holds one or two of them however long the trial.
 */
final class AttemptFolder {
  private static final Logger log = LoggerFactory.getLogger(AttemptFolder.class);

  private final Path path;
  private final List<Path> earlier = new ArrayList<>(); // for the reporting thread only

  AttemptFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  void create() throws IOException {
    Files.createDirectories(path);
  }

  /** The server has this checkpoint: it goes when the next one is safe. */
  void outlived(Path checkpoint) {
    earlier.add(checkpoint);
  }

  /** The server has this checkpoint as the trial's current one. */
  void acknowledged(Path checkpoint) {
    for (Path file : earlier) {
      if (!file.equals(checkpoint)) {
        delete(file);
      }
    }
    earlier.clear();
    earlier.add(checkpoint);
  }

  /** A later checkpoint takes its place before it was sent; of the same step, in the same file. */
  void superseded(TrainerEvent.Checkpoint earlier, TrainerEvent.Checkpoint later) {
    if (!earlier.file().equals(later.file())) {
      delete(Path.of(earlier.file()));
    }
  }

  void delete() {
    deleteTree(path);
  }

  /** Deletes a folder with all in it; what cannot be deleted is logged and left. */
  static void deleteTree(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      all.sorted(Comparator.reverseOrder()).forEach(AttemptFolder::delete);
    } catch (NoSuchFileException e) {
      log.trace("{} was never made", root);
    } catch (IOException | UncheckedIOException e) {
      log.warn("cannot clear {}: {}", root, e.getMessage());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("cannot delete {}: {}", file, e.getMessage());
    }
  }
}
