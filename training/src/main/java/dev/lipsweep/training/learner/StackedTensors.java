package dev.lipsweep.training.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One native tensor per stack, holding something of every layer's shape: the weights, or one kind
 * of optimizer state.
 */
final class StackedTensors {

  private final List<Stack> stacks;
  private final List<NDArray> arrays;
  private final String suffix;

  /**
   * @param suffix what follows the layer's name in the name of a tensor
   */
  private StackedTensors(List<Stack> stacks, List<NDArray> arrays, String suffix) {
    this.stacks = stacks;
    this.arrays = arrays;
    this.suffix = suffix;
  }

  static StackedTensors zeros(NDManager manager, List<Stack> stacks, String suffix) {
    var arrays =
        stacks.stream()
            .map(s -> manager.zeros(new Shape(s.matrices().size(), s.rows(), s.columns())))
            .toList();
    return new StackedTensors(stacks, arrays, suffix);
  }

  NDArray array(int stack) {
    return arrays.get(stack);
  }

  List<NDArray> arrays() {
    return arrays;
  }

  String name(Layer layer) {
    return layer.name() + suffix;
  }

  /** Copies by name, each (out x in). */
  Map<String, Tensor> read() {
    List<Tensor> tensors = new ArrayList<>();
    for (int s = 0; s < stacks.size(); s++) {
      Stack stack = stacks.get(s);
      float[] values = arrays.get(s).toFloatArray();
      int from = 0;
      for (Layer layer : stack.layers()) {
        float[] one = Arrays.copyOfRange(values, from, from + layer.size());
        from += layer.size();
        tensors.add(
            new Tensor(
                name(layer),
                new int[] {layer.out(), layer.in()},
                Stack.isTransposed(layer) ? transpose(one, layer.in(), layer.out()) : one));
      }
    }
    return tensors.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
  }

  /** Overwrites everything. {@code source} gives every layer's values, (out x in). */
  void write(Function<Layer, float[]> source) {
    for (int s = 0; s < stacks.size(); s++) {
      Stack stack = stacks.get(s);
      var values = FloatBuffer.allocate(stack.layers().stream().mapToInt(Layer::size).sum());
      for (Layer layer : stack.layers()) {
        float[] one = source.apply(layer);
        values.put(Stack.isTransposed(layer) ? transpose(one, layer.out(), layer.in()) : one);
      }
      arrays.get(s).set(values.flip());
    }
  }

  /** Overwrites everything with tensors looked up by name, which {@link #check} has seen. */
  void write(Map<String, Tensor> tensors) {
    write(layer -> Objects.requireNonNull(tensors.get(name(layer))).values());
  }

  /** Checks that there is exactly one tensor of the right shape for every name expected. */
  static Map<String, Tensor> check(Map<String, Layer> expected, List<Tensor> tensors) {
    Map<String, Tensor> given =
        tensors.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
    requireNone("missing", minus(expected.keySet(), given.keySet()), expected.keySet());
    requireNone("unknown", minus(given.keySet(), expected.keySet()), expected.keySet());
    expected.forEach(
        (name, layer) -> {
          int[] shape = {layer.out(), layer.in()};
          int[] got = Objects.requireNonNull(given.get(name)).shape();
          if (!Arrays.equals(shape, got)) {
            throw new IllegalArgumentException(
                "tensor %s: need shape %s, got %s"
                    .formatted(name, Arrays.toString(shape), Arrays.toString(got)));
          }
        });
    return given;
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    var rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  private static void requireNone(String what, Set<String> names, Set<String> expected) {
    if (!names.isEmpty()) {
      throw new IllegalArgumentException(
          "%s tensors %s: this learner has %s".formatted(what, names, new TreeSet<>(expected)));
    }
  }

  private static float[] transpose(float[] values, int rows, int columns) {
    var turned = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = values[i * columns + j];
      }
    }
    return turned;
  }
}
