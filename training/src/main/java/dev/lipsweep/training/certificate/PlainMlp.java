package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Mlp;
import java.util.List;

/**
 * The multilayer perceptron's forward pass in plain doubles (METHOD.md 4.1), apart from the script
 * that trains.
 *
 * @param norms source of the weights
 */
record PlainMlp(Mlp network, Norms norms) {
  double[] logits(double[] input) {
    List<Layer> layers = network.layers();
    double[] x = input;
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      x = norms.weight(layer.name()).times(x);
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.max(x[i], 0);
      }
    }
    x = norms.weight(layers.getLast().name()).times(x);
    for (int i = 0; i < x.length; i++) {
      x[i] *= network.logitScale();
    }
    return x;
  }
}
