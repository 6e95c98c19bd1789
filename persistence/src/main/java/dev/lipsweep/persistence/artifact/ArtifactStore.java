package dev.lipsweep.persistence.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Where the bytes of artifacts lie, by their SHA-256 in 64 lower-case hexadecimal digits. All
 * methods throw {@link StoreUnavailable} if another try may help.
 */
public interface ArtifactStore {
  Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

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

  /** Tells the hashes of what was published longer than {@code age} ago, one by one. */
  void eachOlderThan(Duration age, Consumer<String> sha256) throws IOException;

  /**
   * Drops what uploads left that ended with their server.
   *
   * @param age longer than any upload takes
   * @return how many there were
   */
  int dropUnfinished(Duration age) throws IOException;

  /** The place in words, for messages. */
  String place();

  /** Bytes that have arrived and are right; closing drops them unless they were published. */
  interface Upload extends AutoCloseable {
    long sizeBytes();

    /** Makes the bytes what {@link #open} gives. */
    void publish() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Two levels, because many file systems and people dislike a folder with a million entries. */
  static String name(String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a SHA-256 in 64 lower-case hexadecimal digits".formatted(sha256));
    }
    return sha256.substring(0, 2) + "/" + sha256;
  }
}
