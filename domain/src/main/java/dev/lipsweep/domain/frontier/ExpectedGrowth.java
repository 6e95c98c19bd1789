package dev.lipsweep.domain.frontier;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The expected growth of the hypervolume by a result that is not known yet but believed to be
 * normal, its log10 bound and its accuracy independently (Emmerich and others, "Hypervolume-based
 * expected improvement: monotonicity properties and exact computation", 2011).
 *
 * <p>A result (u, v) adds the integral of max(0, v - attained(x)) from u to the reference bound.
 * Attained is constant between two steps of the frontier, so the expectation is a sum over these
 * stretches of two expectations of one variable each: how much of the stretch lies right of u, and
 * how far v lies above it.
 */
public final class ExpectedGrowth {
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private final double[] ends;
  private final double[] attained;

  private ExpectedGrowth(double[] ends, double[] attained) {
    this.ends = ends;
    this.attained = attained;
  }

  /**
   * @param reference where volume is counted: left of the range's upper end, above its accuracy
   */
  public static ExpectedGrowth beyond(List<Frontier.Point> frontier, Hypervolume reference) {
    double high = reference.range().high();
    List<Frontier.Point> inside =
        frontier.stream().filter(point -> point.log10Bound() < high).toList();
    double[] ends = new double[inside.size() + 1];
    double[] attained = new double[ends.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = i < inside.size() ? inside.get(i).log10Bound() : high;
      attained[i] =
          i == 0
              ? reference.accuracy()
              : Math.max(reference.accuracy(), inside.get(i - 1).accuracy());
    }
    return new ExpectedGrowth(ends, attained);
  }

  /**
   * In decades times share. Deviations of 0 are certainty.
   *
   * @param bound what the log10 bound is believed to be
   */
  public double of(Belief bound, Belief accuracy) {
    double growth = 0;
    double left = 0;
    for (int i = 0; i < ends.length; i++) {
      double upTo = bound.shortfall(ends[i]);
      growth += (upTo - left) * accuracy.excess(attained[i]);
      left = upTo;
    }
    return growth;
  }

  /**
   * A normal belief in a number.
   *
   * @param deviation 0 or more
   */
  public record Belief(double mean, double deviation) {
    /** E max(0, limit - x). */
    double shortfall(double limit) {
      if (limit == Double.NEGATIVE_INFINITY) {
        return 0;
      }
      if (deviation == 0) {
        return Math.max(0, limit - mean);
      }
      double z = (limit - mean) / deviation;
      return deviation * (z * STANDARD.cumulativeProbability(z) + STANDARD.density(z));
    }

    /** E max(0, x - limit). */
    double excess(double limit) {
      return new Belief(-mean, deviation).shortfall(-limit);
    }

    /** The chance of a number below {@code limit}. */
    public double below(double limit) {
      return deviation == 0
          ? (mean < limit ? 1 : 0)
          : STANDARD.cumulativeProbability((limit - mean) / deviation);
    }
  }
}
