package dev.lipsweep.api.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything of one server, locked: two servers on one database folder would
 * destroy it. The lock ends with the process, however it ends.
 */
public final class Home implements AutoCloseable {
  /** PostgreSQL alone takes 60 MB unpacked and 40 MB for an empty cluster. */
  private static final long LEAST_FREE_BYTES = 300L << 20;

  private final Path directory;
  private final FileChannel channel;

  private Home(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * @throws StartupRefused if the folder cannot be made or written, is nearly full, or has another
   *     server
   */
  public static Home lock(Path directory) {
    FileChannel channel = open(directory);
    if (!tryLock(channel)) {
      throw new StartupRefused(
          StartupRefused.ALREADY_IN_USE,
          "%s belongs to another lipsweep server, process %s: stop it with 'kill %s', or choose another --home"
              .formatted(directory, owner(directory), owner(directory)));
    }
    var home = new Home(directory, channel);
    try {
      home.requireSpace();
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
    return home;
  }

  public Path directory() {
    return directory;
  }

  public Path file(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static FileChannel open(Path directory) {
    try {
      PrivateFile.createDirectories(directory);
      return FileChannel.open(
          directory.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  private static boolean tryLock(FileChannel channel) {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    } catch (IOException e) {
      throw new StartupRefused(
          StartupRefused.HOME_UNUSABLE,
          "the file system of the home folder does not lock files (%s): choose a --home on a local disk"
              .formatted(e.getMessage()));
    }
  }

  private static String owner(Path directory) {
    try {
      return Files.readString(directory.resolve("server.lock")).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private void requireSpace() throws IOException {
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new StartupRefused(
          StartupRefused.DISK_FULL,
          String.format(
              Locale.ROOT,
              "the disk of %s has only %d MB left, a server needs %d: make room, or choose another --home",
              directory,
              free >> 20,
              LEAST_FREE_BYTES >> 20));
    }
  }

  private static StartupRefused unwritable(Path directory, IOException e) {
    return new StartupRefused(
        StartupRefused.HOME_UNUSABLE,
        "cannot write in the home folder %s (%s): give a writable folder with --home DIR or LIPSWEEP_HOME"
            .formatted(directory, e.getClass().getSimpleName() + ": " + e.getMessage()));
  }
}
