package dev.lipsweep.domain.sweep;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a trial that was trained before, with the same configuration, seed and data, is trained
 * again.
 */
public enum Reuse {
  /** It is. */
  NEVER,
  /** Not if the code was the same. */
  SAME_CODE,
  /** Not whatever the code was. */
  ANY_CODE;

  /** As definitions write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Reuse> of(@Nullable Object text) {
    return Arrays.stream(values()).filter(reuse -> reuse.text().equals(text)).findFirst();
  }
}
