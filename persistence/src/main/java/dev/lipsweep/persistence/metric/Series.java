package dev.lipsweep.persistence.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series, perhaps reduced.
 *
 * @param total points before the reduction
 */
public record Series(String name, List<Point> points, int total) {
  /**
   * @param value null if it was not finite
   */
  public record Point(long step, @Nullable Double value) {}
}
