package dev.lipsweep.training.model;

import static dev.lipsweep.training.model.Layer.Initial.NORM_ONE;
import static dev.lipsweep.training.model.Layer.Initial.ZERO;

import java.util.ArrayList;
import java.util.List;

/**
 * A multilayer perceptron without biases: inputs - hidden... - outputs with max(x, 0) between
 * (METHOD.md 4.1).
 *
 * <p>Layers are {@code mlp_in}, {@code mlp_hidden1}, {@code mlp_hidden2}, ... and {@code mlp_out}.
 * {@code mlp_in} starts at zero and learns all the same, because the derivative of max(x, 0) at the
 * tie is taken as 1/2. Every target norm is 1/(number of layers)/logitScale.
 *
 * <p>Batches: inputs float32 [batch, inputs], targets int64 [batch].
 */
public record Mlp(int inputs, List<Integer> hidden, int outputs, double logitScale)
    implements Network {

  public Mlp {
    hidden = List.copyOf(hidden);
    if (hidden.isEmpty()) {
      throw new IllegalArgumentException("an MLP needs at least one hidden layer, got none");
    }
    Check.positive("logitScale", logitScale);
  }

  @Override
  public boolean certifiable() {
    return true;
  }

  @Override
  public List<Layer> layers() {
    int count = hidden.size() + 1;
    double tau = 1.0 / count / logitScale;
    var layers = new ArrayList<Layer>();
    layers.add(new Layer("mlp_in", Layer.Kind.LINEAR, hidden.getFirst(), inputs, tau, ZERO));
    for (int i = 1; i < hidden.size(); i++) {
      layers.add(
          new Layer(
              "mlp_hidden" + i,
              Layer.Kind.LINEAR,
              hidden.get(i),
              hidden.get(i - 1),
              tau,
              NORM_ONE));
    }
    layers.add(new Layer("mlp_out", Layer.Kind.LINEAR, outputs, hidden.getLast(), tau, NORM_ONE));
    return List.copyOf(layers);
  }
}
