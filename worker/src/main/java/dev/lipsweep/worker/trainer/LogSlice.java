package dev.lipsweep.worker.trainer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a trainer says about one trial: a part of its slot's file, read piece by piece while it
 * grows. A trainer serves one trial after the other, so the part has an end.
 */
public final class LogSlice {
  private final Path file;
  private final long begin;
  private volatile long end = Long.MAX_VALUE;
  private long read;

  /** Begins with what will be said from now on. */
  LogSlice(Path file) {
    this.file = file;
    this.begin = size(file);
    this.read = begin;
  }

  /**
   * A piece that has not been read yet.
   *
   * @param from bytes of the slice before it
   * @param bytes of the file that it is made of
   */
  public record Piece(long from, int bytes, String text) {}

  /** What is said from now on belongs to another trial. */
  public void close() {
    end = size(file);
  }

  /**
   * The next piece, whole lines of it if there are any; the same again until it is {@link #passed}.
   *
   * @param most bytes
   */
  public Optional<Piece> next(int most) {
    long last = Math.min(end, size(file));
    int length = (int) Math.min(most, last - read);
    if (length <= 0) {
      return Optional.empty();
    }
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(read);
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      int lines = afterLastLine(bytes);
      int used = lines > 0 && read + length < end ? lines : length;
      return Optional.of(
          new Piece(read - begin, used, new String(bytes, 0, used, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty(); // the file was rotated or removed: its words are lost, nothing else
    }
  }

  public void passed(Piece piece) {
    read += piece.bytes();
  }

  private static int afterLastLine(byte[] bytes) {
    int last = bytes.length;
    while (last > 0 && bytes[last - 1] != '\n') {
      last--;
    }
    return last;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
