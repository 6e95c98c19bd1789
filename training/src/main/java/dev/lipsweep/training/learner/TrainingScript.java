package dev.lipsweep.training.learner;

import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.model.Forward;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.NumberFormat;
import dev.lipsweep.training.model.Stack;
import dev.lipsweep.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text that trains one network: its forward pass, its optimizer and its constraint, joined by
 * {@code step} and {@code evaluate}.
 *
 * <p>The arguments of {@code step} are the batch x, y and the lists {@code ps} (stacks), {@code ks}
 * (constants), {@code st} (optimizer state, all of a stack together), {@code oc} (coefficients of
 * the optimizer per stack), and only where they are needed {@code dc} (shrinking factors per stack)
 * and {@code cc} (coefficients of the constraint per linear stack).
 */
final class TrainingScript {

  private static final String COMMON =
      """
        def limit_columns(self: __torch__.M, w: Tensor) -> Tensor:
          rms = torch.div(torch.linalg_vector_norm(w, 2, [1], True), torch.sqrt(torch.size(w, 1)))
          return torch.div_(w, torch.clamp_min(rms, 1.))
        def evaluate(self: __torch__.M, x: Tensor, y: Tensor, ps: List[Tensor], ks: List[Tensor]) -> Tensor:
          r = self.run(x, ps, ks)
          logits = r[-1]
          y = torch.reshape(y, [-1])
          loss = torch.sum(torch.cross_entropy_loss(logits, y, None, 0), dtype=7)
          hits = torch.sum(torch.eq(torch.argmax(logits, 1), y), dtype=7)
          a = annotate(List[Tensor], [loss, hits])
          for t in r:
            rms = torch.div(torch.linalg_vector_norm(t, 2, [1], dtype=7), torch.sqrt(torch.size(t, 1)))
            a.append(torch.amax(rms))
          return torch.stack(a)
        def extremes(self: __torch__.M, x: Tensor, ps: List[Tensor], ks: List[Tensor]) -> Tensor:
          a = annotate(List[Tensor], [])
          for t in self.run(x, ps, ks):
            size = torch.abs(t)
            beyond = annotate(List[Tensor], [torch.amax(size)])
            for largest in [{limits}]:
              beyond.append(torch.mean(torch.gt(size, largest), dtype=6))
            a.append(torch.stack(beyond))
          return torch.stack(a)
        def logits(self: __torch__.M, x: Tensor, ps: List[Tensor], ks: List[Tensor]) -> Tensor:
          return self.run(x, ps, ks)[-1]
        def sensitivity(self: __torch__.M, x: Tensor, y: Tensor, ps: List[Tensor], ks: List[Tensor]) -> List[Tensor]:
          x = torch.requires_grad_(torch.detach(x))
          logits = self.run(x, ps, ks)[-1]
          l = torch.cross_entropy_loss(logits, torch.reshape(y, [-1]), None, 2)
          g = torch.grad([l], [x])
          return [torch.detach(logits), unchecked_cast(Tensor, g[0])]
      """;

  private static final String GRADIENT =
      """
          r = self.run(x, ps, ks)
          l = torch.cross_entropy_loss(r[-1], torch.reshape(y, [-1]))
          g = torch.grad([l], ps)
      """;

  private TrainingScript() {}

  /** The methods that change nothing. */
  static String evaluation(Forward forward) {
    String limits =
        Arrays.stream(NumberFormat.values())
            .map(format -> "" + format.largest())
            .collect(Collectors.joining(", "));
    return Stack.COLUMN + COMMON.replace("{limits}", limits) + forward.script();
  }

  static String of(
      List<Stack> stacks, Forward forward, Optimizer optimizer, Constraint constraint) {
    return evaluation(forward)
        + optimizer.script()
        + constraint.script()
        + step(stacks, optimizer, constraint, false);
  }

  /**
   * The same with {@code accumulate}, which adds gradients to the list {@code gs}; {@code step} has
   * one over the number of batches as its first argument, takes the mean with its own batch, and
   * sets {@code gs} to zero.
   */
  static String accumulating(
      List<Stack> stacks, Forward forward, Optimizer optimizer, Constraint constraint) {
    return evaluation(forward)
        + optimizer.script()
        + constraint.script()
        + accumulate(stacks)
        + step(stacks, optimizer, constraint, true);
  }

  private static String accumulate(List<Stack> stacks) {
    var script =
        new StringBuilder(
            """
              def accumulate(self: __torch__.M, x: Tensor, y: Tensor, ps: List[Tensor], ks: List[Tensor], gs: List[Tensor]) -> Tensor:
            """);
    script.append(GRADIENT);
    for (int i = 0; i < stacks.size(); i++) {
      script.append("    torch.add_(gs[%1$d], unchecked_cast(Tensor, g[%1$d]))\n".formatted(i));
    }
    return script.append("    return torch.detach(l)\n").toString();
  }

  private static String step(
      List<Stack> stacks, Optimizer optimizer, Constraint constraint, boolean accumulated) {
    List<String> lists = new ArrayList<>(List.of("ps", "ks"));
    if (!optimizer.state().isEmpty()) {
      lists.add("st");
    }
    lists.add("oc");
    if (constraint.shrinks()) {
      lists.add("dc");
    }
    if (projects(constraint)) {
      lists.add("cc");
    }
    if (accumulated) {
      lists.add("gs");
    }
    var script = new StringBuilder("  def step(self: __torch__.M");
    script.append(accumulated ? ", share: Tensor, x: Tensor, y: Tensor" : ", x: Tensor, y: Tensor");
    lists.forEach(list -> script.append(", ").append(list).append(": List[Tensor]"));
    script.append(") -> Tensor:\n").append(GRADIENT);
    int linear = 0;
    int states = optimizer.state().size();
    for (int i = 0; i < stacks.size(); i++) {
      boolean embedding = stacks.get(i).kind() == Layer.Kind.EMBEDDING;
      // shares the memory of the stack but not its gradient, so that it may be changed in place
      script.append("    w = torch.detach(ps[%d])\n".formatted(i));
      if (constraint.shrinks()) {
        script.append("    w = torch.mul_(w, self.column(dc[%d], 0))\n".formatted(i));
      }
      String gradient = "unchecked_cast(Tensor, g[%d])".formatted(i);
      if (accumulated) {
        script.append("    m = torch.mul(torch.add(gs[%d], %s), share)\n".formatted(i, gradient));
        script.append("    torch.zero_(gs[%d])\n".formatted(i));
        gradient = "m";
      }
      var arguments = new StringBuilder("w, " + gradient);
      for (int s = 0; s < states; s++) {
        arguments.append(", st[%d]".formatted(i * states + s));
      }
      arguments.append(", oc[%d]".formatted(i));
      script.append(
          "    w = self.update_%s(%s)\n".formatted(embedding ? "embedding" : "linear", arguments));
      if (embedding) {
        script.append("    w = self.limit_columns(w)\n");
      } else if (projects(constraint)) {
        script.append("    w = self.project(w, cc[%d])\n".formatted(linear++));
      }
    }
    return script.append("    return torch.detach(l)\n").toString();
  }

  static boolean projects(Constraint constraint) {
    return !constraint.script().isEmpty();
  }
}
