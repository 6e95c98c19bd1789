package dev.lipsweep.training.constraint;

/**
 * Strengths of spectral soft caps (METHOD.md 2.1), for singular values in units of the RMS-to-RMS
 * norm.
 */
final class SoftCapStrength {

  /** The largest a k^2 for which the cap increases on [0, k]. */
  private static final double INCREASING = 1.0 / 3;

  private SoftCapStrength() {}

  /** f(k)/k as a function of b = a k^2; strictly decreasing from 1 on [0, 1]. */
  static double remaining(double b) {
    return 1 - 3 * b * b + 3 * b * b * b - b * b * b * b;
  }

  /**
   * The strengths of the caps, one after the other, that take every value of [0, cap + update] into
   * [0, cap].
   */
  static double[] sound(double cap, double update) {
    double k = cap + update;
    int before = 0;
    double rest = k;
    while (rest / cap > SpectralSoftCap.LIMIT) {
      rest *= remaining(INCREASING);
      before++;
    }
    var strengths = new double[before + 1];
    for (int i = 0; i < before; i++) {
      strengths[i] = INCREASING / (k * k);
      k *= remaining(INCREASING);
    }
    strengths[before] = single(cap, k, INCREASING);
    return strengths;
  }

  /**
   * The one cap of the reference code, whether or not it holds: the root b is always there, in (0,
   * 1).
   */
  static double[] reference(double cap, double update) {
    double k = cap + update;
    return new double[] {single(cap, k, 1)};
  }

  /** The a with f(k) = cap, by bisection of b in [0, most]. */
  private static double single(double cap, double k, double most) {
    double low = 0;
    double high = most;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (remaining(middle) > cap / k) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high / (k * k); // the stronger end: never above the cap
  }
}
