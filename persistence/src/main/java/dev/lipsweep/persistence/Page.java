package dev.lipsweep.persistence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor opaque text that asks for what follows; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  public static final int MOST_ITEMS = 1000;

  public Page {
    items = List.copyOf(items);
  }
}
