package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transformer's forward pass from embedded tokens to logits in plain doubles, written to be
 * compared with METHOD.md 3.3 line by line. It shares no code with the script that trains, so that
 * either can find the other's errors.
 *
 * @param norms source of the weights
 */
public record PlainTransformer(Transformer network, Norms norms) {
  /**
   * @param logits tokens x vocabulary
   * @param activations largest token RMS by place, named as in {@code learner.Evaluation}
   */
  public record Output(double[][] logits, Map<String, Double> activations) {}

  /** The embedded tokens, tokens x width. */
  public double[][] embed(int[] tokens) {
    Matrix embedding = norms.weight("embed");
    double[][] x = new double[tokens.length][network.width()];
    for (int t = 0; t < tokens.length; t++) {
      for (int i = 0; i < network.width(); i++) {
        x[t][i] = embedding.get(i, tokens[t]);
      }
    }
    return x;
  }

  /**
   * @param embedded tokens x width; not changed
   */
  public Output forward(double[][] embedded) {
    double[][] x = embedded;
    var activations = new LinkedHashMap<String, Double>();
    activations.put("embed", Rms.largest(x));
    for (int i = 0; i < network.blocks(); i++) {
      String block = "block" + i + ".";
      x = clamped(residual(x, attention(normed(x), block)));
      activations.put(block + "attention", Rms.largest(x));
      x = clamped(residual(x, mlp(normed(x), block)));
      activations.put(block + "mlp", Rms.largest(x));
    }
    double[][] logits = apply("head", normed(x));
    for (double[] row : logits) {
      for (int i = 0; i < row.length; i++) {
        row[i] = softCapped(row[i] * network.logitScale());
      }
    }
    activations.put("logits", Rms.largest(logits));
    return new Output(logits, activations);
  }

  private double[][] residual(double[][] x, double[][] branch) {
    double al = network.residualWeight();
    double keep = convex() ? 1 - al : 1;
    double add = convex() ? al : 1;
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < y[t].length; i++) {
        y[t][i] = keep * x[t][i] + add * branch[t][i];
      }
    }
    return y;
  }

  private boolean convex() {
    return network.variant().residual() == Variant.Residual.CONVEX;
  }

  /** Every token x min(1, A_max/RMS(x)). */
  double[][] clamped(double[][] x) {
    for (double[] token : x) {
      double factor = Math.min(1, network.variant().activationCap() / Rms.of(token));
      for (int i = 0; i < token.length; i++) {
        token[i] *= factor;
      }
    }
    return x;
  }

  private double[][] normed(double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] token = x[t];
      double rms = Rms.of(token);
      y[t] =
          switch (network.variant().norm()) {
            case NONE -> token;
            case TANH -> Arrays.stream(token).map(Math::tanh).toArray();
            case RMSNORM ->
                Arrays.stream(token).map(v -> v / Math.sqrt(rms * rms + 1e-6)).toArray();
            case LAYERNORM -> {
              double mean = Arrays.stream(token).average().orElseThrow();
              double deviation = Math.sqrt(rms * rms - mean * mean + 1e-5);
              yield Arrays.stream(token).map(v -> (v - mean) / deviation).toArray();
            }
          };
    }
    return y;
  }

  private double softCapped(double logit) {
    double cap = network.variant().logitSoftCap();
    return Double.isInfinite(cap) ? logit : cap * Math.tanh(logit / cap);
  }

  private double[][] attention(double[][] x, String block) {
    double[][] q = apply(block + "q", x);
    double[][] k = apply(block + "k", x);
    double[][] v = apply(block + "v", x);
    if (network.variant().queryKeyNorm()) {
      headsToOne(q);
      headsToOne(k);
    }
    rotate(q, 1);
    rotate(k, 1);
    double[][] mixed = new double[x.length][network.width()];
    for (int head = 0; head < network.heads(); head++) {
      int from = head * network.headWidth();
      for (int t = 0; t < x.length; t++) {
        double[] weights = softmax(scores(q[t], k, from, t + 1));
        for (int s = 0; s <= t; s++) {
          for (int i = from; i < from + network.headWidth(); i++) {
            mixed[t][i] += weights[s] * v[s][i] / (convex() ? 3 : 1);
          }
        }
      }
    }
    return apply(block + "w", mixed);
  }

  /** Every head's part of every token to RMS 1. */
  private void headsToOne(double[][] x) {
    for (double[] token : x) {
      for (int from = 0; from < token.length; from += network.headWidth()) {
        double rms = Rms.of(Arrays.copyOfRange(token, from, from + network.headWidth()));
        for (int i = from; i < from + network.headWidth(); i++) {
          token[i] /= Math.sqrt(rms * rms + 1e-6);
        }
      }
    }
  }

  double[] scores(double[] query, double[][] keys, int from, int count) {
    double[] scores = new double[count];
    for (int s = 0; s < count; s++) {
      double dot = 0;
      for (int i = from; i < from + network.headWidth(); i++) {
        dot += query[i] * keys[s][i];
      }
      scores[s] = dot * network.attentionScale() / network.headWidth();
    }
    return scores;
  }

  static double[] softmax(double[] scores) {
    double most = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    double[] weights = new double[scores.length];
    for (int s = 0; s < scores.length; s++) {
      weights[s] = Math.exp(scores[s] - most);
      sum += weights[s];
    }
    for (int s = 0; s < weights.length; s++) {
      weights[s] /= sum;
    }
    return weights;
  }

  /**
   * Rotary positions, forwards (1) or back (-1): channel i of a head turns together with channel i
   * + headWidth/2.
   */
  void rotate(double[][] x, int sense) {
    int half = network.headWidth() / 2;
    for (int t = 0; t < x.length; t++) {
      for (int head = 0; head < network.heads(); head++) {
        for (int i = 0; i < half; i++) {
          double angle = sense * t * frequency(i, half);
          int a = head * network.headWidth() + i;
          int b = a + half;
          double first = x[t][a];
          double second = x[t][b];
          x[t][a] = first * Math.cos(angle) - second * Math.sin(angle);
          x[t][b] = first * Math.sin(angle) + second * Math.cos(angle);
        }
      }
    }
  }

  private double frequency(int pair, int half) {
    return switch (network.variant().rotation()) {
      case FULL -> Math.pow(network.ropeBase(), -(double) pair / half);
      case HALF_TRUNCATED ->
          pair < half / 2
              ? Math.pow(network.ropeBase(), -(double) pair / Math.max(1, half / 2 - 1))
              : 0;
    };
  }

  private double[][] mlp(double[][] x, String block) {
    double[][] inner = apply(block + "mlp_in", x);
    for (double[] row : inner) {
      for (int i = 0; i < row.length; i++) {
        row[i] = gelu(row[i]) / (convex() ? 1.1289 : 1);
      }
    }
    return apply(block + "mlp_out", inner);
  }

  static double gelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** W x for every token. */
  private double[][] apply(String layer, double[][] x) {
    Matrix weight = norms.weight(layer);
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = weight.times(x[t]);
    }
    return y;
  }
}
