package dev.lipsweep.training.checkpoint;

import java.nio.file.Path;

/** A file that is no checkpoint, is damaged, or belongs to another trial. */
public class BadCheckpoint extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadCheckpoint(Path file, String what) {
    super("checkpoint %s: %s".formatted(file, what));
  }
}
