package dev.lipsweep.domain.frontier;

import java.util.Collection;
import java.util.Optional;

/**
 * A range of bounds on the logarithmic axis, both ends included.
 *
 * @param low log10 of the smallest bound, finite
 * @param high log10 of the largest bound, finite, no smaller than {@code low}
 */
public record BoundRange(double low, double high) {
  public BoundRange {
    if (!(Double.NEGATIVE_INFINITY < low && low <= high && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a range of bounds needs finite low <= high, got [%s, %s]".formatted(low, high));
    }
  }

  /** The smallest range with all finite bounds in it, or empty if there is none. */
  public static Optional<BoundRange> of(Collection<Frontier.Point> points) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Frontier.Point point : points) {
      if (Double.isFinite(point.log10Bound())) {
        low = Math.min(low, point.log10Bound());
        high = Math.max(high, point.log10Bound());
      }
    }
    return low <= high ? Optional.of(new BoundRange(low, high)) : Optional.empty();
  }

  /** Decades from end to end. */
  public double decades() {
    return high - low;
  }
}
