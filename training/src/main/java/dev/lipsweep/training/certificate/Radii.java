package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.training.model.Transformer;
import org.jspecify.annotations.Nullable;

/**
 * How long M x can be, over the tokens x that reach a sub-block, as a share of the largest length R
 * of x. In the ball that is s1(M). Where x = kept x_0 + rest and x_0 is one of the vocabulary's
 * tokens or between them, it is also at most (kept max_t |M E_t| + s1(M) |rest|)/R (BOUNDS.md 1,
 * "Hull").
 *
 * @param tokens width x vocabulary; null in the ball
 * @param centred the same about a fixed centre
 * @param kept share of the embedded token over R
 * @param rest length of the rest over R
 */
record Radii(@Nullable Matrix tokens, @Nullable Matrix centred, double kept, double rest) {
  static final Radii BALL = new Radii(null, null, Double.POSITIVE_INFINITY, 0);

  static Radii ofVocabulary(Transformer network, Norms norms, SubBlocks.Place place) {
    LogBound activation = place.activation();
    if (activation.kind() != LogBound.Kind.FINITE) {
      return BALL;
    }
    double unit = activation.log10();
    double share = place.kept().log10() - unit - Math.log10(network.width()) / 2;
    boolean clamps = Double.isFinite(network.variant().activationCap());
    return new Radii(
        norms.weight("embed"),
        // the radial clamp moves the centre of every token differently
        clamps ? norms.weight("embed") : norms.centred("embed"),
        power(share),
        power(place.rest().log10() - unit));
  }

  /** 10^x, rounded up. */
  private static double power(double x) {
    return Math.max(Math.pow(10, x) * (1 + 1e-9), Double.MIN_NORMAL);
  }

  /**
   * @param norm s1(M)
   */
  double of(Matrix m, double norm) {
    return of(m, norm, tokens);
  }

  /** The same about any fixed centre: for what only varies counts. */
  double aboutCentre(Matrix m, double norm) {
    return of(m, norm, centred);
  }

  private double of(Matrix m, double norm, @Nullable Matrix points) {
    if (points == null) {
      return norm;
    }
    double most = 0;
    for (double length : m.times(points).columnLengths()) {
      most = Math.max(most, length);
    }
    double bound = kept * (most + m.productRounding(points)) + rest * norm;
    return Math.min(norm, bound * (1 + 1e-9));
  }
}
