package dev.lipsweep.persistence.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where the bytes of artifacts lie, by their SHA-256 in 64 lower-case hexadecimal digits. */
public interface ArtifactStore {
  /**
   * Stores all of {@code bytes} durably, or nothing.
   *
   * @return how many bytes there were
   * @throws HashMismatch if the bytes have another hash
   * @throws StoreFull if there is no room
   */
  long put(String sha256, InputStream bytes) throws IOException;

  Optional<InputStream> open(String sha256) throws IOException;

  /** Deletes the bytes if they are there. */
  void delete(String sha256) throws IOException;
}
