package dev.lipsweep.training.robustness;

import dev.lipsweep.domain.bound.LogBound;

/**
 * How far an image certainly is from being misclassified: margin/(sqrt(2) L), where L bounds the
 * change of the logits in Euclidean length (Tsuzuku et al. 2018, "Lipschitz-Margin Training").
 */
public final class Margins {
  private Margins() {}

  /** The logit of the label minus the largest other one; negative if misclassified. */
  public static double margin(float[] logits, int label) {
    double other = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      if (i != label) {
        other = Math.max(other, logits[i]);
      }
    }
    return logits[label] - other;
  }

  /**
   * The Euclidean constant of a network whose bound is from RMS to RMS: L sqrt(outputs/inputs).
   * Infinite where the bound is unknown or beyond a double.
   */
  public static double euclidean(LogBound bound, int inputs, int outputs) {
    return switch (bound.kind()) {
      case ZERO -> 0;
      case FINITE ->
          // one part in 10^12 covers the rounding of the power and the root
          Math.pow(10, bound.log10()) * Math.sqrt((double) outputs / inputs) * (1 + 1e-12);
      case INFINITE, UNKNOWN -> Double.POSITIVE_INFINITY;
    };
  }

  /**
   * Every change of at most this Euclidean length leaves the label the largest logit; 0 if it is
   * not even now.
   */
  public static double radius(double margin, double euclidean) {
    if (!(margin > 0)) {
      return 0;
    }
    return euclidean == 0 ? Double.POSITIVE_INFINITY : margin / (Math.sqrt(2) * euclidean);
  }
}
