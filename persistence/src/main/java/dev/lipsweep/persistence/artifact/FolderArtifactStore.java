package dev.lipsweep.persistence.artifact;

import dev.lipsweep.domain.digest.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Artifacts as files {@code ab/abcd...} in a folder. A file appears whole or not at all: it is
 * written under another name, forced to disk and renamed.
 */
public final class FolderArtifactStore implements ArtifactStore {
  private static final int BUFFER_BYTES = 1 << 16;

  /** How often an upload looks at the room that is left. */
  private static final long LOOK_EVERY_BYTES = 4L << 20;

  private static final String INCOMING = "incoming";

  private final Path folder;
  private final long spareBytes;

  /**
   * @param spareBytes room to be left free on the folder's disk
   */
  public FolderArtifactStore(Path folder, long spareBytes) {
    this.folder = folder;
    this.spareBytes = spareBytes;
  }

  @Override
  public Upload receive(String sha256, InputStream bytes) throws IOException {
    Path target = path(sha256);
    Path temporary = temporary(sha256, target);
    var upload = new FileUpload(temporary, target);
    try {
      String found = copy(bytes, temporary);
      if (!found.equals(sha256)) {
        throw new HashMismatch(sha256, found);
      }
      return upload;
    } catch (IOException | RuntimeException e) {
      upload.close();
      throw e;
    }
  }

  @Override
  public boolean contains(String sha256) {
    return Files.isRegularFile(path(sha256));
  }

  @Override
  public Optional<InputStream> open(String sha256) throws IOException {
    try {
      return Optional.of(new BufferedInputStream(Files.newInputStream(path(sha256)), BUFFER_BYTES));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String sha256) throws IOException {
    Files.deleteIfExists(path(sha256));
  }

  @Override
  public void eachOlderThan(Duration age, Consumer<String> sha256) throws IOException {
    Instant before = Instant.now().minus(age);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> first = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
      for (Path two : first) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(two)) {
          for (Path file : files) {
            String name = file.getFileName().toString();
            if (SHA256.matcher(name).matches() && isOlder(file, before)) {
              sha256.accept(name);
            }
          }
        }
      }
    }
  }

  @Override
  public int dropUnfinished(Duration age) throws IOException {
    Instant before = Instant.now().minus(age);
    Path incoming = folder.resolve(INCOMING);
    if (!Files.isDirectory(incoming)) {
      return 0;
    }
    int dropped = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming, "*.part")) {
      for (Path file : files) {
        if (isOlder(file, before) && Files.deleteIfExists(file)) {
          dropped++;
        }
      }
    }
    return dropped;
  }

  @Override
  public String place() {
    return folder.toString();
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return !Files.getLastModifiedTime(file).toInstant().isAfter(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Whatever takes room is made now, so that publishing needs none. */
  private Path temporary(String sha256, Path target) throws IOException {
    try {
      Files.createDirectories(target.getParent());
      Path incoming = Files.createDirectories(folder.resolve(INCOMING));
      return Files.createTempFile(incoming, sha256.substring(0, 8), ".part");
    } catch (IOException e) {
      throw full(e);
    }
  }

  private String copy(InputStream bytes, Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long looked = -LOOK_EVERY_BYTES;
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        if (out.position() - looked >= LOOK_EVERY_BYTES) {
          looked = out.position();
          requireRoom();
        }
        digest.update(buffer, 0, n);
        write(out, ByteBuffer.wrap(buffer, 0, n));
      }
      force(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void write(FileChannel out, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw full(e);
    }
  }

  /** A disk that gives out room late, such as one over a network, says so here. */
  private void force(FileChannel out) throws IOException {
    try {
      out.force(true);
    } catch (IOException e) {
      throw full(e);
    }
  }

  private void requireRoom() throws IOException {
    long free = free();
    if (free <= spareBytes) {
      throw new StoreFull(place(), room(free), null);
    }
  }

  /** Returns {@code e} unless it means that the disk, or our part of it, is full. */
  private IOException full(IOException e) throws IOException {
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left") || message.contains("quota")) {
      throw new StoreFull(place(), room(free()), e);
    }
    return e;
  }

  private long free() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  private String room(long free) {
    return "%d MiB free, %d MiB are kept for others".formatted(free >> 20, spareBytes >> 20);
  }

  private Path path(String sha256) {
    return folder.resolve(ArtifactStore.name(sha256));
  }

  private record FileUpload(Path temporary, Path target) implements Upload {
    @Override
    public long sizeBytes() {
      try {
        return Files.size(temporary);
      } catch (IOException e) {
        throw new IllegalStateException("an upload has lost its file " + temporary, e);
      }
    }

    @Override
    public void publish() throws IOException {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      force(target.resolveSibling("."));
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(temporary);
    }

    /**
     * A rename is durable when its folder is on disk; not every file system can be asked for it.
     */
    private static void force(Path directory) throws IOException {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (FileSystemException e) {
        if (!System.getProperty("os.name").startsWith("Windows")) {
          throw e;
        }
      }
    }
  }
}
