package dev.lipsweep.domain.frontier.picture;

/**
 * One result.
 *
 * @param log10Bound +inf is drawn at the right edge, -inf at the left; NaN is left out and counted
 *     in a footnote
 * @param accuracy a share in [0, 1]
 * @param label shown when the pointer rests on it; may be empty
 */
public record Dot(double log10Bound, double accuracy, String label) {
  boolean isKnown() {
    return !Double.isNaN(log10Bound) && !Double.isNaN(accuracy);
  }
}
