package dev.lipsweep.training.certificate;

import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Transformer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Certified upper bounds of the norms of a network's weights, each computed once however many rules
 * ask for it.
 */
public final class Norms {
  private final Map<String, Matrix> weights = new HashMap<>();
  private final Map<String, Double> known = new HashMap<>();
  private final Map<String, Matrix> centred = new HashMap<>();
  private final Map<String, AttentionNorms> attentions = new HashMap<>();
  private final Map<String, MlpNorms> mlps = new HashMap<>();

  public Norms(List<Tensor> weights) {
    weights.forEach(tensor -> this.weights.put(tensor.name(), Matrix.of(tensor)));
  }

  Matrix weight(String layer) {
    Matrix weight = weights.get(layer);
    if (weight == null) {
      throw new IllegalArgumentException(
          "no weights of layer %s; there are %s".formatted(layer, weights.keySet()));
    }
    return weight;
  }

  /** RMS-to-RMS operator norm: sqrt(in/out) sigma_1. */
  public double rms(String layer) {
    return once(layer, weight(layer));
  }

  /** Norms of the heads' row slices, each as a module of its own: sqrt(in/(out/heads)) sigma_1. */
  double[] heads(String layer, int heads) {
    Matrix weight = weight(layer);
    int rows = weight.rows() / heads;
    double[] norms = new double[heads];
    for (int h = 0; h < heads; h++) {
      norms[h] = once(layer + ".head" + h, weight.rows(h * rows, rows));
    }
    return norms;
  }

  /** RMS-to-RMS norm of a weight whose rows are multiplied by the factor of their head. */
  double scaled(String layer, double[] factorOfHead) {
    Matrix weight = weight(layer);
    double[] factors = new double[weight.rows()];
    for (int row = 0; row < factors.length; row++) {
      factors[row] = factorOfHead[row * factorOfHead.length / factors.length];
    }
    return once(layer + ".scaled", weight.scaledRows(factors));
  }

  /** The largest RMS of a column: what an embedding can put out. */
  public double columnRms(String layer) {
    return known.computeIfAbsent(
        layer + ".columns",
        name -> {
          Matrix weight = weight(layer);
          double most = 0;
          for (int j = 0; j < weight.columns(); j++) {
            double sum = 0;
            for (int i = 0; i < weight.rows(); i++) {
              sum += weight.get(i, j) * weight.get(i, j);
            }
            most = Math.max(most, sum); // NaN stays NaN
          }
          return Math.sqrt(most / weight.rows()) * (1 + 1e-9);
        });
  }

  /** The columns of a weight about their mean. */
  Matrix centred(String layer) {
    return centred.computeIfAbsent(
        layer,
        name -> {
          Matrix weight = weight(name);
          double[] values = weight.values().clone();
          for (int i = 0; i < weight.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < weight.columns(); j++) {
              sum += weight.get(i, j);
            }
            for (int j = 0; j < weight.columns(); j++) {
              values[i * weight.columns() + j] -= sum / weight.columns();
            }
          }
          return new Matrix(weight.rows(), weight.columns(), values);
        });
  }

  AttentionNorms attention(Transformer network, String block) {
    return attentions.computeIfAbsent(block, b -> AttentionNorms.of(network, this, b));
  }

  MlpNorms mlp(Transformer network, String block) {
    return mlps.computeIfAbsent(block, b -> MlpNorms.of(this, b, network.residualWeight()));
  }

  /** False if any weight is infinite or not a number: then no rule can say anything. */
  boolean areFinite() {
    for (Matrix weight : weights.values()) {
      for (double x : weight.values()) {
        if (!Double.isFinite(x)) {
          return false;
        }
      }
    }
    return true;
  }

  private double once(String name, Matrix matrix) {
    return known.computeIfAbsent(
        name,
        n ->
            Math.sqrt((double) matrix.columns() / matrix.rows()) * SpectralNorm.upperBound(matrix));
  }
}
