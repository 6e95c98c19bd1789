package dev.lipsweep.domain.baseline;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * The variance between seeds of each configuration when there are few seeds: three differences say
 * little about their spread, but a sweep has many configurations. Each configuration's own variance
 * is drawn towards the common one, the more the more alike they all are (Smyth, "Linear models and
 * empirical Bayes methods for assessing differential expression in microarray experiments", 2004,
 * section 6.2, moderated t). Where configurations differ in noise, each keeps mostly its own.
 *
 * @param variances of a single difference, one per configuration
 * @param degrees degrees of freedom of each, for a t-test
 */
record SharedVariance(double[] variances, double[] degrees) {
  /** Variances this much below the median are rounding, not certainty. */
  private static final double FLOOR = 1e-4;

  private static final double SMALLEST = 1e-18;

  /**
   * @param own the variances as measured
   * @param ownDegrees number of differences less one; 0 where there is a single one
   */
  static SharedVariance of(double[] own, int[] ownDegrees) {
    int all = Arrays.stream(ownDegrees).sum();
    double floor = Math.max(SMALLEST, FLOOR * median(own, ownDegrees));
    var prior = Prior.of(own, ownDegrees, floor);
    double[] variances = new double[own.length];
    double[] degrees = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      double d = ownDegrees[i];
      double s2 = d == 0 ? 0 : Math.max(floor, own[i]);
      variances[i] =
          Double.isInfinite(prior.degrees)
              ? prior.variance
              : (prior.degrees * prior.variance + d * s2) / (prior.degrees + d);
      // what is shared cannot weigh more than what was measured altogether
      degrees[i] = Math.min(prior.degrees + d, all);
    }
    return new SharedVariance(variances, degrees);
  }

  private static double median(double[] own, int[] ownDegrees) {
    double[] measured = measured(own, ownDegrees);
    Arrays.sort(measured);
    return measured.length == 0 ? 0 : measured[measured.length / 2];
  }

  private static double[] measured(double[] own, int[] ownDegrees) {
    double[] measured = new double[own.length];
    int count = 0;
    for (int i = 0; i < own.length; i++) {
      if (ownDegrees[i] > 0) {
        measured[count++] = own[i];
      }
    }
    return Arrays.copyOf(measured, count);
  }

  /** Smyth's d0 and s0^2, from the mean and the variance of the logarithms. */
  private record Prior(double degrees, double variance) {
    static Prior of(double[] own, int[] ownDegrees, double floor) {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < own.length; i++) {
        if (ownDegrees[i] > 0) {
          sum += e(own[i], ownDegrees[i], floor);
          count++;
        }
      }
      if (count == 0) {
        return new Prior(0, 0);
      }
      double mean = sum / count;
      if (count == 1) {
        return new Prior(0, floor);
      }
      double excess = 0;
      for (int i = 0; i < own.length; i++) {
        if (ownDegrees[i] > 0) {
          double deviation = e(own[i], ownDegrees[i], floor) - mean;
          excess +=
              deviation * deviation / (count - 1) - Trigamma.value(ownDegrees[i] / 2.0) / count;
        }
      }
      if (excess <= 0) {
        return new Prior(Double.POSITIVE_INFINITY, pooled(own, ownDegrees, floor));
      }
      double degrees = 2 * inverseTrigamma(excess);
      double variance = Math.exp(mean + Digamma.value(degrees / 2) - Math.log(degrees / 2));
      return new Prior(degrees, variance);
    }

    /** log s^2 less its bias. */
    private static double e(double s2, int d, double floor) {
      return Math.log(Math.max(floor, s2)) - Digamma.value(d / 2.0) + Math.log(d / 2.0);
    }

    private static double pooled(double[] own, int[] ownDegrees, double floor) {
      double sum = 0;
      int all = 0;
      for (int i = 0; i < own.length; i++) {
        sum += ownDegrees[i] * Math.max(floor, ownDegrees[i] == 0 ? 0 : own[i]);
        all += ownDegrees[i];
      }
      return sum / all;
    }
  }

  /** The y with trigamma(y) = x, by bisection: trigamma falls from infinity to zero. */
  static double inverseTrigamma(double x) {
    double low = 1e-8;
    double high = 1e8;
    for (int i = 0; i < 100; i++) {
      double middle = Math.sqrt(low * high);
      if (Trigamma.value(middle) > x) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(low * high);
  }
}
