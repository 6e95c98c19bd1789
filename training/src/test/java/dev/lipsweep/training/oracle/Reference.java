package dev.lipsweep.training.oracle;

import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The networks in plain Java doubles, written after METHOD.md 3.3 and 4.1 and not after the
 * scripts.
 */
public final class Reference {

  /** Sums over the batch; activations are the largest RMS of a sample or token. */
  public record Result(double lossSum, long correct, long count, Map<String, Double> activations) {
    public double loss() {
      return lossSum / count;
    }
  }

  /**
   * One sample: features of an MLP, or tokens of a transformer as numbers; a target per prediction.
   */
  public record Sample(double[] input, int[] targets) {}

  private final Network network;
  private final Map<String, Matrix> weights;
  private final Map<String, Double> activations = new LinkedHashMap<>();

  private Reference(Network network, Map<String, Matrix> weights) {
    this.network = network;
    this.weights = weights;
  }

  public static Result run(Network network, Map<String, Matrix> weights, Sample... samples) {
    var reference = new Reference(network, weights);
    double loss = 0;
    long correct = 0;
    long count = 0;
    for (Sample sample : samples) {
      double[][] logits = reference.logits(sample.input());
      for (int t = 0; t < logits.length; t++) {
        loss += crossEntropy(logits[t], sample.targets()[t]);
        correct += largest(logits[t]) == sample.targets()[t] ? 1 : 0;
        count++;
      }
    }
    return new Result(loss, correct, count, reference.activations);
  }

  private double[][] logits(double[] input) {
    return switch (network) {
      case Mlp mlp -> mlp(mlp, input);
      case Transformer transformer -> transformer(transformer, input);
    };
  }

  private double[][] mlp(Mlp mlp, double[] input) {
    double[] x = input;
    var layers = mlp.layers();
    for (var layer : layers.subList(0, layers.size() - 1)) {
      x = apply(weight(layer.name()), x);
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.max(x[i], 0);
      }
      seen(layer.name(), x);
    }
    return new double[][] {seen("logits", scaled(apply(weight("mlp_out"), x), mlp.logitScale()))};
  }

  private double[][] transformer(Transformer net, double[] tokens) {
    double al = net.residualScale() / (2 * net.blocks());
    double[][] x = new double[tokens.length][net.width()];
    for (int t = 0; t < tokens.length; t++) {
      for (int i = 0; i < net.width(); i++) {
        x[t][i] = weight("embed").rows()[i][(int) tokens[t]];
      }
      seen("embed", x[t]);
    }
    boolean convex = net.variant().residual() == Variant.Residual.CONVEX;
    for (int b = 0; b < net.blocks(); b++) {
      String block = "block" + b;
      double[][] normed = new double[x.length][];
      for (int t = 0; t < x.length; t++) {
        normed[t] = normed(net, x[t]);
      }
      double[][] attention = attention(net, block, normed);
      for (int t = 0; t < x.length; t++) {
        double[] sum =
            convex ? mix(x[t], scaled(attention[t], 1.0 / 3), al) : plus(x[t], attention[t]);
        x[t] = seen(block + ".attention", clamped(net, sum));
      }
      for (int t = 0; t < x.length; t++) {
        double[] h = apply(weight(block + ".mlp_in"), normed(net, x[t]));
        for (int i = 0; i < h.length; i++) {
          h[i] = gelu(h[i]);
        }
        double[] branch = apply(weight(block + ".mlp_out"), h);
        double[] sum = convex ? mix(x[t], scaled(branch, 1 / 1.1289), al) : plus(x[t], branch);
        x[t] = seen(block + ".mlp", clamped(net, sum));
      }
    }
    double[][] logits = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] z = scaled(apply(weight("head"), normed(net, x[t])), net.logitScale());
      double cap = net.variant().logitSoftCap();
      for (int i = 0; i < z.length && cap < 1e300; i++) {
        z[i] = cap * Math.tanh(z[i] / cap);
      }
      logits[t] = seen("logits", z);
    }
    return logits;
  }

  private static double[] normed(Transformer net, double[] x) {
    double mean = 0;
    double square = 0;
    for (double v : x) {
      mean += v / x.length;
      square += v * v / x.length;
    }
    double[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] =
          switch (net.variant().norm()) {
            case NONE -> x[i];
            case LAYERNORM -> (x[i] - mean) / Math.sqrt(square - mean * mean + 1e-5);
            case RMSNORM -> x[i] / Math.sqrt(square + 1e-6);
            case TANH -> Math.tanh(x[i]);
          };
    }
    return y;
  }

  private static double[] clamped(Transformer net, double[] x) {
    double rms = new Matrix(new double[][] {x}).rowRms();
    return rms > net.variant().activationCap() ? scaled(x, net.variant().activationCap() / rms) : x;
  }

  private static double[] plus(double[] x, double[] y) {
    double[] sum = x.clone();
    for (int i = 0; i < x.length; i++) {
      sum[i] += y[i];
    }
    return sum;
  }

  private double[][] attention(Transformer net, String block, double[][] x) {
    int width = net.width() / net.heads();
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      q[t] = rotated(net, headNormed(net, apply(weight(block + ".q"), x[t])), t);
      k[t] = rotated(net, headNormed(net, apply(weight(block + ".k"), x[t])), t);
      v[t] = apply(weight(block + ".v"), x[t]);
    }
    double[][] result = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] joined = new double[net.width()];
      for (int h = 0; h < net.heads(); h++) {
        double[] weight = new double[t + 1];
        double sum = 0;
        for (int s = 0; s <= t; s++) {
          double score = 0;
          for (int i = h * width; i < (h + 1) * width; i++) {
            score += q[t][i] * k[s][i];
          }
          weight[s] = Math.exp(net.attentionScale() / width * score);
          sum += weight[s];
        }
        for (int s = 0; s <= t; s++) {
          for (int i = h * width; i < (h + 1) * width; i++) {
            joined[i] += weight[s] / sum * v[s][i];
          }
        }
      }
      result[t] = apply(weight(block + ".w"), joined);
    }
    return result;
  }

  private static double[] headNormed(Transformer net, double[] x) {
    if (!net.variant().queryKeyNorm()) {
      return x;
    }
    int width = net.width() / net.heads();
    double[] y = x.clone();
    for (int h = 0; h < net.heads(); h++) {
      double square = 0;
      for (int i = 0; i < width; i++) {
        square += x[h * width + i] * x[h * width + i] / width;
      }
      for (int i = 0; i < width; i++) {
        y[h * width + i] /= Math.sqrt(square + 1e-6);
      }
    }
    return y;
  }

  /**
   * Within each head, entry i of the first half and of the second half turn by position times
   * base^(-i/half); or the first quarter by base^-0 .. base^-1 in even steps of the exponent, the
   * rest not at all.
   */
  private static double[] rotated(Transformer net, double[] x, int position) {
    int width = net.width() / net.heads();
    int half = width / 2;
    double[] y = x.clone();
    for (int h = 0; h < net.heads(); h++) {
      for (int i = 0; i < half; i++) {
        double exponent = (double) i / half;
        if (net.variant().rotation() == Variant.Rotation.HALF_TRUNCATED) {
          exponent = i >= half / 2 ? 1e9 : half < 4 ? 0 : i / (half / 2 - 1.0);
        }
        double angle = position * Math.pow(net.ropeBase(), -exponent);
        double a = x[h * width + i];
        double b = x[h * width + half + i];
        y[h * width + i] = a * Math.cos(angle) - b * Math.sin(angle);
        y[h * width + half + i] = b * Math.cos(angle) + a * Math.sin(angle);
      }
    }
    return y;
  }

  private static double gelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private static double[] mix(double[] x, double[] branch, double al) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (1 - al) * x[i] + al * branch[i];
    }
    return y;
  }

  private static double[] apply(Matrix w, double[] x) {
    double[] y = new double[w.height()];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += w.rows()[i][j] * x[j];
      }
    }
    return y;
  }

  private static double[] scaled(double[] x, double factor) {
    double[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] *= factor;
    }
    return y;
  }

  private static double crossEntropy(double[] logits, int target) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    return Math.log(sum) - logits[target];
  }

  private static int largest(double[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  private double[] seen(String name, double[] x) {
    activations.merge(name, new Matrix(new double[][] {x}).rowRms(), Math::max);
    return x;
  }

  private Matrix weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }
}
