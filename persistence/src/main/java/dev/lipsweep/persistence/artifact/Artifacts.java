package dev.lipsweep.persistence.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Artifacts: uploaded under their hash, read by it, deleted when nothing refers to them. */
@Component
public class Artifacts {
  /**
   * Stores an artifact. If it is there already, {@code bytes} is not read.
   *
   * @return true if it was stored now, false if it was there
   * @throws HashMismatch if the bytes have another hash
   * @throws StoreFull if there is no room
   */
  public boolean store(String sha256, InputStream bytes) throws IOException {
    throw new UnsupportedOperationException("next push");
  }

  public Optional<Artifact> open(String sha256) throws IOException {
    throw new UnsupportedOperationException("next push");
  }
}
