package dev.lipsweep.training.learner;

import static dev.lipsweep.training.engine.TorchScript.inList;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.model.Stack;
import java.util.ArrayList;
import java.util.List;

/** The sum of the gradients of batches that await their step. */
final class Accumulation implements AutoCloseable {

  private final List<NDArray> sums;
  private int batches;

  Accumulation(NDManager manager, List<Stack> stacks) {
    sums = StackedTensors.zeros(manager, stacks, "").arrays();
    sums.forEach(sum -> inList("gs", sum));
  }

  boolean isEmpty() {
    return batches == 0;
  }

  /** The arguments for adding one more batch. */
  List<NDArray> adding(List<NDArray> batch) {
    List<NDArray> all = new ArrayList<>(batch);
    all.addAll(sums);
    batches++;
    return all;
  }

  /** The arguments for the step with the mean over all batches and one more, which empties it. */
  List<NDArray> stepping(NDManager scope, List<NDArray> arguments) {
    List<NDArray> all = new ArrayList<>();
    all.add(scope.create(new float[] {1f / (batches + 1)}, new Shape(1)));
    all.addAll(arguments);
    all.addAll(sums);
    batches = 0;
    return all;
  }

  @Override
  public void close() {
    sums.forEach(NDArray::close);
  }
}
