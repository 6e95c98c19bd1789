package dev.lipsweep.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Fetches a file over HTTP(S) and goes on where it stopped, in this run or an earlier one. What is
 * not complete is called {@code NAME.part}.
 */
final class Download {
  /** How long nothing may come, in milliseconds. */
  private static final int PATIENCE = 20_000;

  private static final int TRIES = 3;
  private static final int BUFFER = 1 << 16;

  private final Progress progress;

  Download(Progress progress) {
    this.progress = progress;
  }

  // HttpURLConnection, because java.net.http has no time limit for a body that stops coming

  /**
   * @param target complete when this returns
   * @throws IOException if nothing more comes after {@value #TRIES} tries without a byte; what has
   *     come stays for the next run
   */
  void fetch(URI address, Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    int tries = 0;
    while (true) {
      long before = size(part);
      try {
        get(address, part, target.getFileName().toString());
        break;
      } catch (IOException e) {
        tries = size(part) > before ? 0 : tries + 1;
        if (tries == TRIES || size(part) == 0) {
          throw e;
        }
      } finally {
        progress.end();
      }
    }
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private void get(URI address, Path part, String name) throws IOException {
    long have = size(part);
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE);
    connection.setReadTimeout(PATIENCE);
    if (have > 0) {
      connection.setRequestProperty("Range", "bytes=" + have + "-");
    }
    try {
      int status = connection.getResponseCode();
      String range = String.valueOf(connection.getHeaderField("Content-Range"));
      if (status == 416) { // nothing after what is there
        if (range.equals("bytes */" + have)) {
          return; // it was complete, only its name was not
        }
        Files.delete(part);
        throw new IOException(address + " has no more than what is here");
      }
      if (status != 200 && status != 206) {
        throw new IOException("%s answers with status %d".formatted(address, status));
      }
      if (status == 206 && !range.startsWith("bytes " + have + "-")) {
        Files.deleteIfExists(part);
        throw new IOException(address + " continues somewhere else");
      }
      long from = status == 206 ? have : 0;
      long length = connection.getContentLengthLong();
      try (InputStream in = connection.getInputStream()) {
        copy(in, part, name, from, length < 0 ? -1 : from + length);
      }
    } catch (UnknownHostException e) {
      throw new IOException("the host %s is not known".formatted(address.getHost()), e);
    } finally {
      connection.disconnect();
    }
  }

  private void copy(InputStream in, Path part, String name, long from, long total)
      throws IOException {
    var how = from == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
    long at = from;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        at += read;
        progress.at(name, at, total);
      }
    }
    if (total >= 0 && at != total) {
      throw new IOException("%s ended at byte %d of %d".formatted(name, at, total));
    }
  }

  private static long size(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }
}
