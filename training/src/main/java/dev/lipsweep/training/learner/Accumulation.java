package dev.lipsweep.training.learner;

import static dev.lipsweep.training.engine.TorchScript.inList;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.engine.TorchScript;
import dev.lipsweep.training.model.Stack;
import java.util.ArrayList;
import java.util.List;

/**
 * The sum of the gradients of batches that await their step, and the script that adds to it. Only
 * learners that accumulate have one.
 */
final class Accumulation implements AutoCloseable {

  private final TorchScript script;
  private final List<NDArray> sums;
  private int batches;

  Accumulation(NDManager manager, List<Stack> stacks, String text) {
    script = TorchScript.compile(manager, text);
    sums = StackedTensors.zeros(manager, stacks, "").arrays();
    sums.forEach(sum -> inList("gs", sum));
  }

  boolean isEmpty() {
    return batches == 0;
  }

  /** The mean loss of a batch, whose gradient is added. */
  double add(NDManager scope, List<NDArray> arguments) {
    List<NDArray> all = new ArrayList<>(arguments);
    all.addAll(sums);
    double loss = script.train("accumulate", scope, all).getFirst().getFloat();
    batches++;
    return loss;
  }

  /** The step with the mean over all batches and one more, which empties the sums. */
  double step(NDManager scope, List<NDArray> arguments) {
    List<NDArray> all = new ArrayList<>();
    all.add(scope.create(new float[] {1f / (batches + 1)}, new Shape(1)));
    all.addAll(arguments);
    all.addAll(sums);
    double loss = script.train("step", scope, all).getFirst().getFloat();
    batches = 0;
    return loss;
  }

  @Override
  public void close() {
    script.close();
    sums.forEach(NDArray::close);
  }
}
