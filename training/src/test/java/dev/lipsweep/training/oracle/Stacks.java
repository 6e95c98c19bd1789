package dev.lipsweep.training.oracle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.engine.TorchScript;
import java.util.ArrayList;
import java.util.List;

/** Runs one script method on a stack of matrices of one shape. */
public final class Stacks {
  private Stacks() {}

  /**
   * @param table a row of numbers per matrix, or none for a method without coefficients
   */
  public static List<Matrix> run(
      String script, String method, List<Matrix> stack, double[]... table) {
    try (NDManager manager = Torch.newManager();
        TorchScript compiled = TorchScript.compile(manager, script)) {
      List<NDArray> arguments = new ArrayList<>();
      arguments.add(array(manager, stack));
      if (table.length > 0) {
        var numbers = new Matrix(table);
        arguments.add(manager.create(numbers.floats(), new Shape(table.length, table[0].length)));
      }
      float[] values = compiled.train(method, manager, arguments).getFirst().toFloatArray();
      int rows = stack.getFirst().height();
      int columns = stack.getFirst().columns();
      List<Matrix> result = new ArrayList<>();
      for (int i = 0; i < stack.size(); i++) {
        result.add(Matrix.of(values, i * rows * columns, rows, columns));
      }
      return result;
    }
  }

  private static NDArray array(NDManager manager, List<Matrix> stack) {
    int size = stack.getFirst().height() * stack.getFirst().columns();
    var values = new float[stack.size() * size];
    for (int i = 0; i < stack.size(); i++) {
      System.arraycopy(stack.get(i).floats(), 0, values, i * size, size);
    }
    return manager.create(
        values, new Shape(stack.size(), stack.getFirst().height(), stack.getFirst().columns()));
  }
}
