package dev.lipsweep.domain.baseline;

/**
 * How much worse is still no worse.
 *
 * @param accuracy a share: 0.005 is half a point
 * @param log10Bound in decades: 0.1 lets a bound grow by a quarter
 * @param everyConfiguration true if PASS needs each configuration by itself to be shown no worse,
 *     not only their mean. Few seeds seldom show that
 */
public record Margins(double accuracy, double log10Bound, boolean everyConfiguration) {
  public static final Margins USUAL = new Margins(0.005, 0.1, false);

  public Margins {
    if (!(0 < accuracy && accuracy < 1)) {
      throw new IllegalArgumentException(
          "the margin of accuracy is a share above 0 and below 1, such as 0.005 for half a point, got "
              + accuracy);
    }
    if (!(0 < log10Bound && log10Bound < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the margin of the bound is a positive number of decades, such as 0.1, got "
              + log10Bound);
    }
  }

  double of(Measure measure) {
    return switch (measure) {
      case ACCURACY, FRONTIER -> accuracy;
      case BOUND -> log10Bound;
    };
  }
}
