package dev.lipsweep.persistence.artifact;

import dev.lipsweep.domain.digest.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Artifacts as files {@code ab/abcd...} in a folder. A file appears whole or not at all: it is
 * written under another name, forced to disk and renamed.
 */
public final class FolderArtifactStore implements ArtifactStore {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Keep some room for the database, which usually shares the disk. */
  private static final long SPARE_BYTES = 64L << 20;

  private final Path folder;

  public FolderArtifactStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Upload receive(String sha256, InputStream bytes) throws IOException {
    Path target = path(sha256);
    Path incoming = Files.createDirectories(folder.resolve("incoming"));
    Path temporary = Files.createTempFile(incoming, sha256.substring(0, 8), ".part");
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

  private String copy(InputStream bytes, Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        digest.update(buffer, 0, n);
        write(out, ByteBuffer.wrap(buffer, 0, n));
      }
      out.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void write(FileChannel out, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw room(e);
    }
  }

  private IOException room(IOException cause) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < SPARE_BYTES || String.valueOf(cause.getMessage()).contains("No space left")) {
      throw new StoreFull(folder.toString(), free, cause);
    }
    return cause;
  }

  private Path path(String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "'%s' is not a SHA-256 in 64 lower-case hexadecimal digits".formatted(sha256));
    }
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
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
      Path parent = Files.createDirectories(target.resolveSibling("."));
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      force(parent);
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
