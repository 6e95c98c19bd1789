package dev.lipsweep.training.robustness;

/** Lower bounds of the mean of a random variable with values in [0, 1]. */
final class Mean {
  private Mean() {}

  /**
   * With probability at least 1 - alpha the true mean is no lower: the better of Bernstein's bound
   * from a known bound of the variance, and Maurer and Pontil's (2009, theorem 4) from the variance
   * that was seen, each with alpha/2.
   *
   * @param variance a bound of the variance, infinite if none is known
   */
  static double lower(double[] values, double variance, double alpha) {
    int n = values.length;
    double mean = 0;
    for (double x : values) {
      mean += x / n;
    }
    double seen = 0;
    for (double x : values) {
      seen += (x - mean) * (x - mean) / (n - 1);
    }
    double known = Math.min(variance, 0.25); // no variable in [0, 1] has more
    double bernstein = bernstein(known, Math.log(2 / alpha), n);
    double empirical =
        Math.sqrt(2 * seen * Math.log(4 / alpha) / n) + 7 * Math.log(4 / alpha) / (3.0 * (n - 1));
    return Math.max(0, mean - Math.min(bernstein, empirical));
  }

  /** The t with exp(-n t^2 / (2 (v + t/3))) = exp(-l). */
  private static double bernstein(double variance, double l, int n) {
    double b = l / (3 * n);
    return b + Math.sqrt(b * b + 2 * variance * l / n);
  }
}
