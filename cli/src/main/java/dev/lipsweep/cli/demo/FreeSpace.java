package dev.lipsweep.cli.demo;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Room on the disk, looked at before anything is written: a full disk fails in odd places. */
final class FreeSpace {
  /** libtorch unpacks to 1 GB, PostgreSQL with an empty cluster to 0.1 GB; the rest is results. */
  private static final long FIRST_TIME = 1_500L << 20;

  private static final long LATER = 300L << 20;

  private FreeSpace() {}

  static void require(Path home) {
    long needed = Files.isDirectory(home.resolve("djl")) ? LATER : FIRST_TIME;
    try {
      require(home, Files.getFileStore(existing(home)).getUsableSpace(), needed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void require(Path home, long free, long needed) {
    if (free < needed) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          String.format(
              Locale.ROOT,
              "the disk of %s has %.1f GB left and %.1f GB are needed: make room, or choose another folder with --home",
              home,
              gigabytes(free),
              gigabytes(needed)));
    }
  }

  private static Path existing(Path path) {
    Path place = path.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }

  private static double gigabytes(long bytes) {
    return bytes / (double) (1L << 30);
  }
}
