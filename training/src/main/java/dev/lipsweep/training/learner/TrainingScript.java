package dev.lipsweep.training.learner;

import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.Projections;
import dev.lipsweep.training.model.Forward;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;
import dev.lipsweep.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The text that trains one network: its forward pass, its optimizer and its constraint, joined by
 * {@code step} and {@code evaluate}.
 *
 * <p>The arguments of {@code step} are the batch x, y and the lists {@code ps} (stacks), {@code ks}
 * (constants), {@code st} (optimizer state, all of a stack together), {@code oc} (coefficients of
 * the optimizer per stack), and only where they are needed {@code dc} (shrinking factors per stack)
 * and {@code cc} (coefficients of the constraint per group of {@link Projections}).
 *
 * <p>A script of the accumulating kind has {@code accumulate} besides, which adds gradients to the
 * list {@code gs}; its {@code step} has one over the number of batches as its first argument, takes
 * the mean with its own batch, and sets {@code gs} to zero. Both of a tracing kind return the loss
 * and the largest RMS of every activation, and the step for every linear stack the singular values
 * [matrices, rows], rising, after the update and after the constraint.
 */
final class TrainingScript {

  private static final String COMMON =
      """
        def limit_columns(self: __torch__.M, w: Tensor) -> Tensor:
          rms = torch.div(torch.linalg_vector_norm(w, 2, [1], True), torch.sqrt(torch.size(w, 1)))
          return torch.div_(w, torch.clamp_min(rms, 1.))
        def sizes(self: __torch__.M, r: List[Tensor]) -> Tensor:
          a = annotate(List[Tensor], [])
          for t in r:
            rms = torch.div(torch.linalg_vector_norm(t, 2, [1], False, dtype=6), torch.sqrt(torch.size(t, 1)))
            a.append(torch.detach(torch.amax(rms)))
          return torch.stack(a)
        def spectrum(self: __torch__.M, w: Tensor) -> Tensor:
          # the eigenvalues of what is not finite do not exist; the loss tells of that
          g = torch.nan_to_num(torch.bmm(w, torch.transpose(w, 1, 2)), 0., 0., 0.)
          return torch.sqrt(torch.clamp_min(torch.linalg_eigvalsh(g), 0.))
      """;

  private static final String GRADIENT =
      """
          r = self.run(x, ps, ks)
          l = torch.cross_entropy_loss({logits}, torch.reshape(y, [-1]))
          g = torch.grad([l], ps)
      """;

  /** Whether a step takes gradients that were added up before, and whether it says what it did. */
  record Kind(boolean accumulated, boolean traced) {
    static final Kind PLAIN = new Kind(false, false);
  }

  private TrainingScript() {}

  /**
   * @param kind what {@code step} does besides
   */
  static String of(
      List<Stack> stacks,
      Forward forward,
      Loss loss,
      Optimizer optimizer,
      Constraint constraint,
      Kind kind) {
    String gradient = GRADIENT.replace("{logits}", loss.tempered("r[-1]"));
    return Stack.COLUMN
        + COMMON
        + forward.script()
        + optimizer.script()
        + new Projections(stacks, constraint).script()
        + (kind.accumulated() ? accumulate(stacks, gradient, kind.traced()) : "")
        + step(stacks, gradient, optimizer, constraint, kind);
  }

  private static String accumulate(List<Stack> stacks, String gradient, boolean traced) {
    var script =
        new StringBuilder(
            """
              def accumulate(self: __torch__.M, x: Tensor, y: Tensor, ps: List[Tensor], ks: List[Tensor], gs: List[Tensor]) -> {result}:
            """
                .replace("{result}", traced ? "List[Tensor]" : "Tensor"));
    script.append(gradient);
    for (int i = 0; i < stacks.size(); i++) {
      script.append("    torch.add_(gs[%1$d], unchecked_cast(Tensor, g[%1$d]))\n".formatted(i));
    }
    return script
        .append(
            traced
                ? "    return [torch.detach(l), self.sizes(r)]\n"
                : "    return torch.detach(l)\n")
        .toString();
  }

  private static String step(
      List<Stack> stacks, String gradients, Optimizer optimizer, Constraint constraint, Kind kind) {
    List<String> lists = new ArrayList<>(List.of("ps", "ks"));
    if (!optimizer.state().isEmpty()) {
      lists.add("st");
    }
    lists.add("oc");
    if (constraint.shrinks()) {
      lists.add("dc");
    }
    var projections = new Projections(stacks, constraint);
    if (!projections.groups().isEmpty()) {
      lists.add("cc");
    }
    if (kind.accumulated()) {
      lists.add("gs");
    }
    var script = new StringBuilder("  def step(self: __torch__.M");
    script.append(
        kind.accumulated() ? ", share: Tensor, x: Tensor, y: Tensor" : ", x: Tensor, y: Tensor");
    lists.forEach(list -> script.append(", ").append(list).append(": List[Tensor]"));
    script.append(kind.traced() ? ") -> List[Tensor]:\n" : ") -> Tensor:\n").append(gradients);
    if (kind.traced()) {
      script.append("    seen = annotate(List[Tensor], [torch.detach(l), self.sizes(r)])\n");
    }
    int states = optimizer.state().size();
    for (int i = 0; i < stacks.size(); i++) {
      boolean embedding = stacks.get(i).kind() == Layer.Kind.EMBEDDING;
      // shares the memory of the stack but not its gradient, so that it may be changed in place
      script.append("    w = torch.detach(ps[%d])\n".formatted(i));
      if (constraint.shrinks()) {
        script.append("    w = torch.mul_(w, self.column(dc[%d], 0))\n".formatted(i));
      }
      String gradient = "unchecked_cast(Tensor, g[%d])".formatted(i);
      if (kind.accumulated()) {
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
        continue;
      }
      if (kind.traced()) {
        script.append("    seen.append(self.spectrum(w))\n");
      }
      script.append(projections.calls(i));
      if (kind.traced()) {
        script.append("    seen.append(self.spectrum(w))\n");
      }
    }
    return script
        .append(kind.traced() ? "    return seen\n" : "    return torch.detach(l)\n")
        .toString();
  }
}
