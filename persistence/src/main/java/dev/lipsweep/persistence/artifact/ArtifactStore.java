package dev.lipsweep.persistence.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where the bytes of artifacts lie, by their SHA-256 in 64 lower-case hexadecimal digits. */
public interface ArtifactStore {
  /**
   * Takes all of {@code bytes}, durably but not yet to be seen.
   *
   * @throws HashMismatch if the bytes have another hash
   * @throws StoreFull if there is no room
   */
  Upload receive(String sha256, InputStream bytes) throws IOException;

  boolean contains(String sha256) throws IOException;

  Optional<InputStream> open(String sha256) throws IOException;

  /** Deletes the bytes if they are there. */
  void delete(String sha256) throws IOException;

  /** Bytes that have arrived and are right; closing drops them unless they were published. */
  interface Upload extends AutoCloseable {
    long sizeBytes();

    /** Makes the bytes what {@link #open} gives. */
    void publish() throws IOException;

    @Override
    void close() throws IOException;
  }
}
