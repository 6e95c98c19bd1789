package dev.lipsweep.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The lines of a script that take the matrices of all layers out of their stacks. */
final class Operands {

  private Operands() {}

  /**
   * Defines a variable per matrix, named as its layer with {@code _} for a dot.
   *
   * <p>One split per stack, because its backward pass is one concatenation; a select per layer
   * would fill the whole stack with zeros for each. Linear layers come as (in x out), ready to be
   * multiplied from the right; embeddings as (width x vocabulary).
   *
   * @param joined layers that continue the matrix of the layer before them in their stack: those
   *     become one operand of that layer's name, with all their outputs side by side
   */
  static String of(List<Stack> stacks, Predicate<Layer> joined) {
    var script = new StringBuilder();
    for (int s = 0; s < stacks.size(); s++) {
      Stack stack = stacks.get(s);
      List<Layer> first = new ArrayList<>();
      List<Integer> counts = new ArrayList<>();
      for (Layer layer : stack.layers()) {
        if (joined.test(layer)) {
          counts.set(counts.size() - 1, counts.getLast() + layer.slices());
        } else {
          first.add(layer);
          counts.add(layer.slices());
        }
      }
      script.append("    s%d = torch.split_with_sizes(ps[%d], %s, 0)\n".formatted(s, s, counts));
      for (int i = 0; i < first.size(); i++) {
        Layer layer = first.get(i);
        String matrix =
            "torch.reshape(s%d[%d], [%d, %d])"
                .formatted(s, i, counts.get(i) * stack.rows(), stack.columns());
        boolean ready = layer.kind() == Layer.Kind.EMBEDDING || Stack.isTransposed(layer);
        script.append(
            "    %s = %s\n".formatted(variable(layer), ready ? matrix : "torch.t(" + matrix + ")"));
      }
    }
    return script.toString();
  }

  private static String variable(Layer layer) {
    return layer.name().replace('.', '_');
  }
}
