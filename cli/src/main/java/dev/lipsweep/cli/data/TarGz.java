package dev.lipsweep.cli.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads a compressed tar archive from its beginning to its end; only regular files count. */
final class TarGz {
  private static final int BLOCK = 512;

  interface Entry {
    /**
     * @param path within the archive
     * @param content ends where the file ends
     */
    void read(String path, InputStream content) throws IOException;
  }

  private TarGz() {}

  static void read(Path archive, Entry entry) throws IOException {
    try (InputStream in =
        new BufferedInputStream(
            new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
      byte[] header = new byte[BLOCK];
      while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
        long size = octal(header, 124, 12);
        var content = new Content(in, size);
        if (header[156] == '0' || header[156] == 0) {
          entry.read(path(header), content);
        }
        content.skipToEnd();
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      }
    }
  }

  private static String path(byte[] header) {
    boolean ustar = text(header, 257, 5).equals("ustar");
    String prefix = ustar ? text(header, 345, 155) : "";
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static long octal(byte[] header, int from, int length) throws IOException {
    String digits = text(header, from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("not a tar archive: a size is '" + digits + "'", e);
    }
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  /** The next {@code left} bytes of a stream. */
  private static final class Content extends FilterInputStream {
    private long left;

    Content(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(bytes, from, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("the archive ends within a file");
      }
      left -= read;
      return read;
    }

    @Override
    public void close() {} // the archive goes on

    void skipToEnd() throws IOException {
      in.skipNBytes(left);
      left = 0;
    }
  }
}
