package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Transformer;
import java.util.ArrayList;
import java.util.List;

/**
 * A certifiable transformer at one embedded sequence, backwards too (METHOD.md 3.3). Its forward
 * half is {@link PlainTransformer}'s, which tests compare it with.
 */
final class TransformerTape implements Tape {
  private static final double GELU = 1.1289;

  private final Transformer network;
  private final Norms norms;
  private final PlainTransformer plain;
  private final List<Block> blocks = new ArrayList<>();
  private final double[][] output;

  /**
   * What a block leaves behind.
   *
   * @param q rotated, as k
   * @param weights by head, token, token
   * @param attended after attention and residual, before the clamp
   * @param inner before gelu
   * @param left after the MLP and residual, before the clamp
   */
  private record Block(
      double[][] q,
      double[][] k,
      double[][] v,
      double[][][] weights,
      double[][] attended,
      double[][] inner,
      double[][] left) {}

  TransformerTape(Transformer network, Norms norms, double[][] embedded) {
    if (!network.certifiable()) {
      throw new IllegalArgumentException("no backward pass for " + network.variant());
    }
    this.network = network;
    this.norms = norms;
    this.plain = new PlainTransformer(network, norms);
    double[][] x = embedded;
    for (int i = 0; i < network.blocks(); i++) {
      x = block(x, "block" + i + ".");
    }
    output = apply("head", x);
    scale(output, network.logitScale());
  }

  private double[][] block(double[][] x, String block) {
    double al = network.residualWeight();
    double[][] q = apply(block + "q", x);
    double[][] k = apply(block + "k", x);
    double[][] v = apply(block + "v", x);
    plain.rotate(q, 1);
    plain.rotate(k, 1);
    double[][][] weights = new double[network.heads()][x.length][];
    double[][] mixed = new double[x.length][network.width()];
    for (int head = 0; head < network.heads(); head++) {
      int from = head * network.headWidth();
      for (int t = 0; t < x.length; t++) {
        double[] row = PlainTransformer.softmax(plain.scores(q[t], k, from, t + 1));
        weights[head][t] = row;
        for (int s = 0; s <= t; s++) {
          for (int i = from; i < from + network.headWidth(); i++) {
            mixed[t][i] += row[s] * v[s][i] / 3;
          }
        }
      }
    }
    double[][] attended = mix(x, 1 - al, apply(block + "w", mixed), al);
    double[][] middle = clamped(attended);
    double[][] inner = apply(block + "mlp_in", middle);
    double[][] active = new double[x.length][inner[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < active[t].length; i++) {
        active[t][i] = PlainTransformer.gelu(inner[t][i]) / GELU;
      }
    }
    double[][] left = mix(middle, 1 - al, apply(block + "mlp_out", active), al);
    blocks.add(new Block(q, k, v, weights, attended, inner, left));
    return clamped(left);
  }

  @Override
  public double[][] output() {
    return output;
  }

  @Override
  public double[][] backward(double[][] cotangent) {
    double[][] g = back("head", cotangent);
    scale(g, network.logitScale());
    for (int i = network.blocks() - 1; i >= 0; i--) {
      Block block = blocks.get(i);
      String name = "block" + i + ".";
      g = throughClamp(block.left(), g);
      g = mix(g, 1 - network.residualWeight(), mlp(block, name, g), network.residualWeight());
      g = throughClamp(block.attended(), g);
      g = mix(g, 1 - network.residualWeight(), attention(block, name, g), network.residualWeight());
    }
    return g;
  }

  private double[][] mlp(Block block, String name, double[][] g) {
    double[][] inner = back(name + "mlp_out", g);
    for (int t = 0; t < g.length; t++) {
      for (int i = 0; i < inner[t].length; i++) {
        inner[t][i] *= slope(block.inner()[t][i]) / GELU;
      }
    }
    return back(name + "mlp_in", inner);
  }

  private double[][] attention(Block block, String name, double[][] g) {
    double[][] mixed = back(name + "w", g);
    scale(mixed, 1.0 / 3);
    int tokens = g.length;
    double[][] q = new double[tokens][network.width()];
    double[][] k = new double[tokens][network.width()];
    double[][] v = new double[tokens][network.width()];
    double factor = network.attentionScale() / network.headWidth();
    for (int head = 0; head < network.heads(); head++) {
      int from = head * network.headWidth();
      int to = from + network.headWidth();
      for (int t = 0; t < tokens; t++) {
        double[] weights = block.weights()[head][t];
        double[] moved = new double[t + 1];
        double mean = 0;
        for (int s = 0; s <= t; s++) {
          for (int i = from; i < to; i++) {
            moved[s] += mixed[t][i] * block.v()[s][i];
            v[s][i] += weights[s] * mixed[t][i];
          }
          mean += weights[s] * moved[s];
        }
        for (int s = 0; s <= t; s++) {
          double score = weights[s] * (moved[s] - mean) * factor;
          for (int i = from; i < to; i++) {
            q[t][i] += score * block.k()[s][i];
            k[s][i] += score * block.q()[t][i];
          }
        }
      }
    }
    plain.rotate(q, -1);
    plain.rotate(k, -1);
    double[][] sum = mix(back(name + "q", q), 1, back(name + "k", k), 1);
    return mix(sum, 1, back(name + "v", v), 1);
  }

  private double[][] clamped(double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = x[t].clone();
    }
    return plain.clamped(y);
  }

  /** Outside the ball only what is across the token goes through, shrunk. */
  private double[][] throughClamp(double[][] x, double[][] g) {
    double[][] through = new double[g.length][];
    for (int t = 0; t < g.length; t++) {
      double rms = Rms.of(x[t]);
      double cap = network.variant().activationCap();
      through[t] = g[t].clone();
      if (rms > cap) {
        double along = 0;
        for (int i = 0; i < x[t].length; i++) {
          along += g[t][i] * x[t][i];
        }
        along /= rms * rms * x[t].length;
        for (int i = 0; i < x[t].length; i++) {
          through[t][i] = (g[t][i] - along * x[t][i]) * cap / rms;
        }
      }
    }
    return through;
  }

  private static double slope(double x) {
    double c = Math.sqrt(2 / Math.PI);
    double tanh = Math.tanh(c * (x + 0.044715 * x * x * x));
    return 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * c * (1 + 3 * 0.044715 * x * x);
  }

  private double[][] apply(String layer, double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = norms.weight(layer).times(x[t]);
    }
    return y;
  }

  private double[][] back(String layer, double[][] g) {
    double[][] y = new double[g.length][];
    for (int t = 0; t < g.length; t++) {
      y[t] = norms.weight(layer).transposedTimes(g[t]);
    }
    return y;
  }

  private static double[][] mix(double[][] x, double a, double[][] y, double b) {
    double[][] z = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < z[t].length; i++) {
        z[t][i] = a * x[t][i] + b * y[t][i];
      }
    }
    return z;
  }

  private static void scale(double[][] x, double factor) {
    for (double[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
  }
}
