package dev.lipsweep.persistence.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that has two or more values among a sweep's trials.
 *
 * @param logarithmic true if its values are positive and lie decades apart
 * @param levels its values in their order; of a number that has very many of them, intervals
 */
public record SweepAxis(String name, boolean numeric, boolean logarithmic, List<Level> levels) {
  public SweepAxis {
    levels = List.copyOf(levels);
  }

  /** True if the levels are intervals. */
  boolean binned() {
    return levels.getFirst().value() == null;
  }

  /**
   * A place on an axis.
   *
   * @param value null if it is an interval
   * @param low of the interval; null if it is a value
   * @param high of the interval, which belongs to the next one except for the last
   */
  public record Level(@Nullable Object value, @Nullable Double low, @Nullable Double high) {}
}
