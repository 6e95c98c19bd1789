package dev.lipsweep.worker.trainer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file that a slot's trainers write their standard error to. The processes write it themselves,
 * so that it costs the agent nothing and outlives it.
 */
final class TrainerLog {
  private static final long ROTATED_AT_BYTES = 10_000_000;
  private static final int LAST_WORDS_BYTES = 8_000;
  private static final int LAST_LINES = 15;

  private final Path file;
  private final long start;

  private TrainerLog(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  /** Where the next trainer's words will begin; a file grown large becomes {@code .1} first. */
  static TrainerLog open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file) && Files.size(file) > ROTATED_AT_BYTES) {
      Files.move(file, Path.of(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return new TrainerLog(file, Files.exists(file) ? Files.size(file) : 0);
  }

  Path file() {
    return file;
  }

  String lastWords() {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(Math.max(start, in.length() - LAST_WORDS_BYTES));
      byte[] end = new byte[(int) (in.length() - in.getFilePointer())];
      in.readFully(end);
      var lines = new String(end, StandardCharsets.UTF_8).strip().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(cannot read " + file + ": " + e.getMessage() + ")";
    }
  }
}
