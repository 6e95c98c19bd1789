package dev.lipsweep.domain.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the points of a sweep are chosen. */
public enum SearchMethod {
  /** All of them, in the order of the definition. */
  GRID,
  /** Independent draws. */
  RANDOM,
  /** A Sobol sequence: draws that leave no gaps. */
  SOBOL,
  /** Where a model of what is known expects the hypervolume to grow most. */
  FRONTIER,
  /** Children of the best so far, by non-dominated sorting with crowding. */
  NSGA;

  /** As definitions write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SearchMethod> of(@Nullable Object text) {
    return Arrays.stream(values()).filter(method -> method.text().equals(text)).findFirst();
  }
}
