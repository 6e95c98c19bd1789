package dev.lipsweep.training.optimizer;

import static dev.lipsweep.training.engine.TorchScript.inList;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.engine.TorchScript;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;
import dev.lipsweep.training.oracle.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs an optimizer's script on one stack, with gradients that are given. */
final class Updates {
  private Updates() {}

  /**
   * The weights after one step with each row of gradients.
   *
   * @param layers of one stack
   * @param weights (out x in), one per layer
   * @param gradients per step, one per layer
   */
  static List<Matrix> run(
      Optimizer optimizer,
      List<Layer> layers,
      double eta,
      List<Matrix> weights,
      List<List<Matrix>> gradients) {
    Stack stack = Stack.of(layers).getFirst();
    if (stack.layers().size() != layers.size()) {
      throw new IllegalArgumentException("not one stack: " + layers);
    }
    String kind = stack.kind() == Layer.Kind.EMBEDDING ? "embedding" : "linear";
    String states = optimizer.state().isEmpty() ? "" : ", st: List[Tensor]";
    String each =
        IntStream.range(0, optimizer.state().size())
            .mapToObj(", st[%d]"::formatted)
            .collect(Collectors.joining());
    String text =
        Stack.COLUMN
            + optimizer.script()
            + """
              def step(self: __torch__.M, w: Tensor, g: Tensor, c: Tensor%s) -> Tensor:
                return self.update_%s(w, g%s, c)
            """
                .formatted(states, kind, each);
    try (NDManager manager = Torch.newManager();
        TorchScript script = TorchScript.compile(manager, text)) {
      NDArray w = array(manager, stack, weights);
      List<NDArray> state =
          optimizer.state().stream().map(any -> inList("st", manager.zeros(w.getShape()))).toList();
      for (int step = 0; step < gradients.size(); step++) {
        List<NDArray> arguments = new ArrayList<>();
        arguments.add(w);
        arguments.add(array(manager, stack, gradients.get(step)));
        arguments.add(table(manager, optimizer, stack, eta, step));
        arguments.addAll(state);
        script.train("step", manager, arguments);
      }
      return matrices(stack, w.toFloatArray());
    }
  }

  private static NDArray table(
      NDManager manager, Optimizer optimizer, Stack stack, double eta, int step) {
    var numbers =
        new Matrix(
            stack.layers().stream()
                .map(layer -> optimizer.coefficients(layer, eta, step))
                .toArray(double[][]::new));
    return manager.create(numbers.floats(), new Shape(numbers.height(), numbers.columns()));
  }

  private static NDArray array(NDManager manager, Stack stack, List<Matrix> matrices) {
    var values = new float[matrices.size() * size(stack)];
    for (int i = 0; i < matrices.size(); i++) {
      boolean turned = Stack.isTransposed(stack.layers().get(i));
      Matrix m = turned ? matrices.get(i).transposed() : matrices.get(i);
      System.arraycopy(m.floats(), 0, values, i * size(stack), size(stack));
    }
    return manager.create(values, new Shape(matrices.size(), stack.rows(), stack.columns()));
  }

  private static List<Matrix> matrices(Stack stack, float[] values) {
    List<Matrix> result = new ArrayList<>();
    for (int i = 0; i < stack.layers().size(); i++) {
      Matrix m = Matrix.of(values, i * size(stack), stack.rows(), stack.columns());
      result.add(Stack.isTransposed(stack.layers().get(i)) ? m.transposed() : m);
    }
    return result;
  }

  private static int size(Stack stack) {
    return stack.rows() * stack.columns();
  }
}
