package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Mlp;
import java.util.ArrayList;
import java.util.List;

/** The multilayer perceptron of METHOD.md 4.1 at one image, backwards too. */
final class MlpTape implements Tape {
  private final Mlp network;
  private final Norms norms;
  private final List<double[]> hidden = new ArrayList<>();
  private final double[][] output;

  MlpTape(Mlp network, Norms norms, double[][] input) {
    this.network = network;
    this.norms = norms;
    List<Layer> layers = network.layers();
    double[] x = input[0];
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      x = norms.weight(layer.name()).times(x);
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.max(x[i], 0);
      }
      hidden.add(x);
    }
    double[] logits = norms.weight(layers.getLast().name()).times(x);
    for (int i = 0; i < logits.length; i++) {
      logits[i] *= network.logitScale();
    }
    output = new double[][] {logits};
  }

  @Override
  public double[][] output() {
    return output;
  }

  @Override
  public double[][] backward(double[][] cotangent) {
    double[] g = cotangent[0].clone();
    for (int i = 0; i < g.length; i++) {
      g[i] *= network.logitScale();
    }
    List<Layer> layers = network.layers();
    for (int l = layers.size() - 1; l >= 0; l--) {
      g = norms.weight(layers.get(l).name()).transposedTimes(g);
      if (l > 0) {
        double[] x = hidden.get(l - 1);
        for (int i = 0; i < g.length; i++) {
          g[i] = x[i] > 0 ? g[i] : 0;
        }
      }
    }
    return new double[][] {g};
  }
}
