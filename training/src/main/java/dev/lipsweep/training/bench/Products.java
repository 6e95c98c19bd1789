package dev.lipsweep.training.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Mlp;
import java.util.ArrayList;
import java.util.List;

/**
 * The matrix products of one step of an MLP under Muon and one spectral soft cap, and nothing else:
 * the time below which no implementation of the same arithmetic gets.
 */
final class Products implements AutoCloseable {
  /** a (rows x inner) times b (inner x columns), either of them given transposed. */
  private record Product(NDArray a, NDArray b) {}

  private final NDManager manager = Torch.newManager();
  private final List<Product> products = new ArrayList<>();

  Products(Mlp network, int batch) {
    boolean first = true;
    for (Layer layer : network.layers()) {
      add(batch, layer.in(), layer.out(), false, true); // forward
      add(layer.out(), batch, layer.in(), true, false); // gradient of the weights
      if (!first) {
        add(batch, layer.out(), layer.in(), false, false); // gradient of the inputs
      }
      first = false;
      orthogonalise(Math.min(layer.in(), layer.out()), Math.max(layer.in(), layer.out()));
    }
  }

  /** Six quintic steps, in Gram space where that is less; then the cap's two cubic steps. */
  private void orthogonalise(int n, int m) {
    boolean wide = m >= 2 * n;
    int large = wide ? 2 : 6;
    int small = wide ? 18 : 6;
    for (int i = 0; i < large; i++) {
      add(n, m, n, false, true);
      add(n, n, m, false, false);
    }
    for (int i = 0; i < small + 2; i++) {
      add(n, n, n, false, false);
    }
    add(n, m, n, false, true);
    add(n, n, m, false, false);
  }

  private void add(int rows, int inner, int columns, boolean turnA, boolean turnB) {
    NDArray a = random(turnA ? inner : rows, turnA ? rows : inner);
    NDArray b = random(turnB ? columns : inner, turnB ? inner : columns);
    products.add(new Product(turnA ? a.transpose() : a, turnB ? b.transpose() : b));
  }

  private NDArray random(int rows, int columns) {
    return manager.randomUniform(-1, 1, new Shape(rows, columns));
  }

  void run() {
    for (Product p : products) {
      p.a().matMul(p.b()).close();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
