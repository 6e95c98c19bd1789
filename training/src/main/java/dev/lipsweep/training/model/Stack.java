package dev.lipsweep.training.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers whose matrices have the same shape, kept as one tensor [matrices, rows, columns] so that
 * optimizer and constraint treat them all in one operation. A layer in slices is that many matrices
 * one after the other, which is the memory of the whole layer unchanged.
 *
 * <p>A linear layer lies on its smaller side: rows never exceed columns, and a layer with more
 * outputs than inputs is stored transposed. Embeddings are stored as they are, (width x
 * vocabulary), a token per column.
 */
public record Stack(Layer.Kind kind, int rows, int columns, List<Layer> layers) {

  /**
   * The script method {@code column(self, c: Tensor, i: int) -> Tensor}: number i of every matrix
   * of a table [matrices, numbers], as [matrices, 1, 1], ready to be multiplied with a stack.
   */
  public static final String COLUMN =
      """
        def column(self: __torch__.M, c: Tensor, i: int) -> Tensor:
          return torch.reshape(torch.select(c, 1, i), [-1, 1, 1])
      """;

  public Stack {
    layers = List.copyOf(layers);
  }

  /** The stacks of a network, and within each its layers, in the order of execution. */
  public static List<Stack> of(List<Layer> layers) {
    Map<Stack, List<Layer>> members =
        new LinkedHashMap<>(); // keyed by the empty stack of that shape
    for (Layer layer : layers) {
      boolean transposed = isTransposed(layer);
      Layer matrix = layer.slice();
      var shape =
          new Stack(
              matrix.kind(),
              transposed ? matrix.in() : matrix.out(),
              transposed ? matrix.out() : matrix.in(),
              List.of());
      members.computeIfAbsent(shape, any -> new ArrayList<>()).add(layer);
    }
    return members.entrySet().stream()
        .map(e -> new Stack(e.getKey().kind, e.getKey().rows, e.getKey().columns, e.getValue()))
        .toList();
  }

  /** Whether the layer is stored as (in x out). */
  public static boolean isTransposed(Layer layer) {
    Layer matrix = layer.slice();
    return matrix.kind() == Layer.Kind.LINEAR && matrix.out() > matrix.in();
  }

  /** One for every matrix, in the order of the tensor: {@link Layer#slice} of each slice. */
  public List<Layer> matrices() {
    return layers.stream()
        .flatMap(l -> Collections.nCopies(l.slices(), l.slice()).stream())
        .toList();
  }
}
