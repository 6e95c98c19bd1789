package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Transformer;
import java.util.SplittableRandom;

/**
 * An empirical lower bound of a transformer's Lipschitz constant: the largest ratio of output to
 * input distance over random pairs. It must stay below every sound bound; if it does not, something
 * is wrong with the bound.
 */
public final class Probe {
  private static final int TOKENS = 8;

  private Probe() {}

  /**
   * The largest ratio over pairs of embedded random texts: half of them are two texts, half a text
   * and a small step in a random direction. Tokens outside the certificate's domain are drawn back
   * to its edge.
   */
  public static double largestRatio(Transformer network, Norms norms, int pairs, long seed) {
    var forward = new PlainTransformer(network, norms);
    var random = new SplittableRandom(seed);
    double radius = norms.columnRms("embed");
    if (!(radius > 0)) {
      return 0; // all embeddings are zero: the domain is one point
    }
    double most = 0;
    for (int i = 0; i < pairs; i++) {
      double[][] x = inside(forward.embed(text(network, random)), radius);
      double[][] y =
          i % 2 == 0
              ? inside(forward.embed(text(network, random)), radius)
              : inside(step(x, radius * 1e-3, random), radius);
      double distance = Rms.distance(x, y);
      if (distance > 0) {
        double change = Rms.distance(forward.forward(x).logits(), forward.forward(y).logits());
        most = Math.max(most, change / distance);
      }
    }
    return most;
  }

  private static int[] text(Transformer network, SplittableRandom random) {
    return random.ints(Math.min(TOKENS, network.context()), 0, network.vocabulary()).toArray();
  }

  private static double[][] step(double[][] x, double size, SplittableRandom random) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = x[t].clone();
      for (int i = 0; i < y[t].length; i++) {
        y[t][i] += size * random.nextGaussian();
      }
    }
    return y;
  }

  private static double[][] inside(double[][] x, double radius) {
    for (double[] token : x) {
      double factor = Math.min(1, radius / Rms.of(token));
      for (int i = 0; i < token.length; i++) {
        token[i] *= factor;
      }
    }
    return x;
  }
}
