package dev.lipsweep.domain.frontier;

import java.util.Collection;
import java.util.List;

/**
 * How much of the plane of log10 bound and accuracy a set of results dominates (Zitzler and Thiele,
 * "Multiobjective evolutionary algorithms: a comparative case study and the strength Pareto
 * approach", 1999, section III.A, there S): more is better, and a set that gains a point on its
 * frontier gains volume.
 *
 * <p>It is measured above a stated accuracy and inside a stated range of bounds. A result whose
 * bound lies below the range counts from the range's lower end, as does a bound of zero; one above
 * the range, or infinite, does not count.
 *
 * @param range where on the axis of bounds
 * @param accuracy what is dominated lies above this share, in [0, 1]
 */
public record Hypervolume(BoundRange range, double accuracy) {
  public Hypervolume {
    if (!(0 <= accuracy && accuracy <= 1)) {
      throw new IllegalArgumentException(
          "the reference accuracy is a share in [0, 1], got " + accuracy);
    }
  }

  /** Beyond the frontier's ends, as a share of its extent. */
  private static final double MARGIN = 0.1;

  /**
   * Measured from a tenth beyond the largest bound and below the smallest accuracy of a frontier,
   * so that its ends count too (Ishibuchi and others, "How to specify a reference point in
   * hypervolume calculation", 2018).
   *
   * @param points with finite bounds, one at least
   */
  public static Hypervolume around(Collection<Frontier.Point> points) {
    List<Frontier.Point> front = Frontier.of(points);
    BoundRange range =
        BoundRange.of(front)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no result with a finite bound"));
    double low = front.getFirst().accuracy();
    double high = front.getLast().accuracy();
    return new Hypervolume(
        new BoundRange(range.low(), range.high() + MARGIN * range.decades()),
        Math.max(0, low - MARGIN * (high - low)));
  }

  /** The dominated area in decades times share. */
  public double of(Collection<Frontier.Point> points) {
    return of(AccuracyCurve.of(points));
  }

  public double of(AccuracyCurve curve) {
    return curve.area(range, accuracy);
  }

  /**
   * The same per decade: how far the attained accuracy lies above the reference on average over the
   * range, a share; 0 for a range without width.
   */
  public double perDecade(AccuracyCurve curve) {
    return range.decades() == 0 ? 0 : of(curve) / range.decades();
  }
}
