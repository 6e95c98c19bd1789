package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import java.util.SplittableRandom;

/**
 * An empirical lower bound of a network's Lipschitz constant: the largest ratio of output to input
 * distance over pairs. It must stay below every sound bound; if it does not, something is wrong
 * with the bound.
 */
public final class Probe {
  private static final int TOKENS = 8;
  private static final int PAIRS = 20;

  /** Multiplications that a search may cost, but for a least number of steps. */
  private static final double BUDGET = 2e8;

  private static final int STARTS = 4;
  private static final int FEWEST = 6;
  private static final int MOST = 40;

  private Probe() {}

  /** The largest ratio over random pairs and over pairs that gradient ascent found. */
  public static double search(Network network, Norms norms, long seed) {
    var random = new SplittableRandom(seed);
    double passes = // an iteration is two passes forwards and three backwards
        5 * network.layers().stream().mapToDouble(l -> (double) l.in() * l.out()).sum();
    double ascended =
        switch (network) {
          case Transformer transformer -> {
            double radius = norms.columnRms("embed");
            int tokens = Math.min(TOKENS, transformer.context());
            yield !transformer.certifiable() || !(radius > 0)
                ? 0
                : new Ascent(
                        x -> new TransformerTape(transformer, norms, x),
                        new Region.Ball(radius, norms.weight("embed"), tokens),
                        random)
                    .largestRatio(STARTS, steps(passes * tokens), (x, y, ratio) -> {});
          }
          case Mlp mlp ->
              new Ascent(x -> new MlpTape(mlp, norms, x), new Region.Images(mlp.inputs()), random)
                  .largestRatio(STARTS, steps(passes), (x, y, ratio) -> {});
        };
    return Math.max(ascended, largestRatio(network, norms, PAIRS, seed));
  }

  private static int steps(double cost) {
    return (int) Math.clamp(BUDGET / STARTS / cost, FEWEST, MOST);
  }

  /**
   * The largest ratio over pairs of random inputs: half of them are two inputs, half an input and a
   * small step in a random direction.
   */
  public static double largestRatio(Network network, Norms norms, int pairs, long seed) {
    var random = new SplittableRandom(seed);
    return switch (network) {
      case Transformer transformer -> ofTexts(transformer, norms, pairs, random);
      case Mlp mlp -> ofImages(mlp, norms, pairs, random);
    };
  }

  private static double ofImages(Mlp network, Norms norms, int pairs, SplittableRandom random) {
    var forward = new PlainMlp(network, norms);
    double most = 0;
    for (int i = 0; i < pairs; i++) {
      double[][] x = {random.doubles(network.inputs()).toArray()};
      double[][] y =
          i % 2 == 0
              ? new double[][] {random.doubles(network.inputs()).toArray()}
              : step(x, 1e-3, random);
      double[][] before = {forward.logits(x[0])};
      double[][] after = {forward.logits(y[0])};
      most = Math.max(most, Rms.distance(before, after) / Rms.distance(x, y));
    }
    return most;
  }

  /** Embedded texts; tokens outside the certificate's domain are drawn back to its edge. */
  private static double ofTexts(
      Transformer network, Norms norms, int pairs, SplittableRandom random) {
    var forward = new PlainTransformer(network, norms);
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
