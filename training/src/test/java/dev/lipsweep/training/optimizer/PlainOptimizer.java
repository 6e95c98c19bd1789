package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Svd;
import java.util.List;

/**
 * The optimizers in plain Java doubles, one layer at a time as (out x in), written after METHOD.md
 * 1 and 8 and not after the scripts.
 */
final class PlainOptimizer {
  private final Layer layer;
  private final double eta;
  private Matrix w;
  private Matrix first;
  private Matrix second;
  private double ratio;

  private PlainOptimizer(Layer layer, double eta, Matrix w) {
    this.layer = layer;
    this.eta = eta;
    this.w = w;
    first = w.times(0);
    second = w.times(0);
  }

  /** The weights after one step with each gradient. */
  static Matrix run(
      Optimizer optimizer, Layer layer, double eta, Matrix w, List<Matrix> gradients) {
    var plain = new PlainOptimizer(layer, eta, w);
    for (int t = 1; t <= gradients.size(); t++) {
      plain.step(optimizer, gradients.get(t - 1), t);
    }
    return plain.w;
  }

  private void step(Optimizer optimizer, Matrix g, int t) {
    double tau = layer.targetNorm();
    switch (optimizer) {
      case Muon o -> move(dual(momentum(o.momentum(), g, t), o.orthogonaliser()).times(tau));
      case NorMuon o -> {
        Matrix m = momentum(o.momentum(), g, t);
        Matrix d =
            layer.kind() == Layer.Kind.EMBEDDING
                ? columns(m)
                : rescaled(spectral(m, o.orthogonaliser()), o.beta2()).times(scale());
        move(d.times(tau));
      }
      case Scion o -> {
        average(g, o.beta());
        double radius = layer.kind() == Layer.Kind.EMBEDDING ? 1 : o.radius();
        double over = layer.kind() == Layer.Kind.EMBEDDING ? 1 : o.orthogonaliser().largest();
        Matrix corner = dual(first, o.orthogonaliser()).times(-radius / over);
        w = w.times(1 - eta).plus(corner.times(eta));
      }
      case AdamW o -> {
        averages(g, o.beta1(), o.beta2());
        move(
            switch (o.variant()) {
              case REFERENCE -> quotient(1, 1, 1e-12);
              case STANDARD ->
                  quotient(1 - Math.pow(o.beta1(), t), 1 - Math.pow(o.beta2(), t), 1e-8);
            });
      }
      case AdamP o -> {
        averages(g, o.beta1(), o.beta2());
        move(tangent(g, quotient(1 - Math.pow(o.beta1(), t), 1 - Math.pow(o.beta2(), t), 1e-8)));
      }
      case AdamAtan2 o -> {
        averages(g, o.beta1(), o.beta2());
        double c1 = 1 - Math.pow(o.beta1(), t);
        double c2 = 1 - Math.pow(o.beta2(), t);
        move(
            first.map((i, j, m) -> 1.27 * Math.atan2(m / c1, Math.sqrt(second.rows()[i][j] / c2))));
      }
      case Sgd o -> {
        first = first.times(o.beta()).plus(g);
        move(first);
      }
      case SgdP o -> {
        first = first.times(o.beta()).plus(g);
        move(tangent(g, first));
      }
      case SgdSai o -> {
        if (ratio == 0 && g.frobenius() > 0) {
          ratio = g.frobenius() / standardDeviation(g);
        }
        average(g, o.beta());
        move(first.times(ratio));
      }
      default -> throw new IllegalArgumentException("no oracle for " + optimizer.name());
    }
  }

  private void move(Matrix direction) {
    w = w.plus(direction.times(-eta));
  }

  private double scale() {
    return Math.sqrt((double) layer.out() / layer.in());
  }

  private void average(Matrix g, double beta) {
    first = first.times(beta).plus(g.times(1 - beta));
  }

  private void averages(Matrix g, double beta1, double beta2) {
    average(g, beta1);
    second = second.times(beta2).plus(g.map((i, j, x) -> x * x).times(1 - beta2));
  }

  private Matrix quotient(double c1, double c2, double epsilon) {
    return first.map((i, j, m) -> m / c1 / (Math.sqrt(second.rows()[i][j] / c2) + epsilon));
  }

  private Matrix momentum(Momentum momentum, Matrix g, int t) {
    double share = momentum.warmup() == 0 ? 1 : Math.min(1, (t - 1.0) / momentum.warmup());
    double mu = (1 - share) * 0.85 + share * momentum.beta();
    if (momentum.warmup() == 0) {
      mu = momentum.beta();
    }
    average(g, mu);
    return momentum.nesterov() ? first.times(mu).plus(g.times(1 - mu)) : first;
  }

  private Matrix dual(Matrix m, Orthogonaliser orthogonaliser) {
    return layer.kind() == Layer.Kind.EMBEDDING
        ? columns(m)
        : spectral(m, orthogonaliser).times(scale());
  }

  private static Matrix spectral(Matrix m, Orthogonaliser orthogonaliser) {
    double size = m.frobenius();
    return size == 0 ? m : Svd.of(m).map(x -> orthogonaliser.map(x / size));
  }

  private static Matrix columns(Matrix m) {
    Matrix turned = m.transposed();
    return m.map(
        (i, j, x) ->
            x / Math.max(1.0 / 16, new Matrix(new double[][] {turned.rows()[j]}).rowRms()));
  }

  /** The first entry of each row of {@code second} is the average for the row. */
  private Matrix rescaled(Matrix o, double beta2) {
    second =
        second.map(
            (i, j, v) -> {
              double sum = 0;
              for (double x : o.rows()[i]) {
                sum += x * x;
              }
              return beta2 * v + (1 - beta2) * sum / o.columns();
            });
    Matrix d = o.map((i, j, x) -> x / (Math.sqrt(second.rows()[i][0]) + 1e-8));
    return d.times(o.frobenius() / Math.max(1e-8, d.frobenius()));
  }

  private static double standardDeviation(Matrix g) {
    int n = g.height() * g.columns();
    double[] mean = new double[1];
    g.map((i, j, x) -> mean[0] += x / n);
    return g.map((i, j, x) -> x - mean[0]).frobenius() / Math.sqrt(n - 1.0);
  }

  /** The channels of an embedding are its columns. */
  private Matrix tangent(Matrix g, Matrix d) {
    boolean embedding = layer.kind() == Layer.Kind.EMBEDDING;
    Matrix ww = embedding ? w.transposed() : w;
    Matrix gg = embedding ? g.transposed() : g;
    Matrix dd = embedding ? d.transposed() : d;
    Matrix result = channelWise(ww, gg, dd);
    return embedding ? result.transposed() : result;
  }

  private static Matrix channelWise(Matrix w, Matrix g, Matrix d) {
    double largest = 0;
    for (int i = 0; i < w.height(); i++) {
      largest = Math.max(largest, cosine(row(w, i), row(g, i)));
    }
    if (largest < 0.1 / Math.sqrt(w.columns())) {
      double[][] rows = new double[w.height()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = without(row(w, i), row(d, i)).rows()[0];
      }
      return new Matrix(rows);
    }
    return cosine(w, g) < 0.1 / Math.sqrt(w.height() * w.columns()) ? without(w, d) : d;
  }

  private static Matrix row(Matrix m, int i) {
    return new Matrix(new double[][] {m.rows()[i]});
  }

  private static double dot(Matrix a, Matrix b) {
    double[] sum = new double[1];
    a.map((i, j, x) -> sum[0] += x * b.rows()[i][j]);
    return sum[0];
  }

  private static double cosine(Matrix a, Matrix b) {
    return Math.abs(dot(a, b)) / (a.frobenius() + 1e-8) / (b.frobenius() + 1e-8);
  }

  private static Matrix without(Matrix w, Matrix d) {
    Matrix n = w.times(1 / (w.frobenius() + 1e-8));
    return d.plus(n.times(-dot(n, d)));
  }
}
