package dev.lipsweep.training.learner;

import dev.lipsweep.training.model.Forward;
import dev.lipsweep.training.model.NumberFormat;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The methods that look at a network and change nothing. */
final class EvaluationScript {

  private static final String METHODS =
      """
        def evaluate(self: __torch__.M, x: Tensor, y: Tensor, ps: List[Tensor], ks: List[Tensor]) -> Tensor:
          r = self.run(x, ps, ks)
          logits = r[-1]
          y = torch.reshape(y, [-1])
          loss = torch.sum(torch.cross_entropy_loss({tempered}, y, None, 0), dtype=7)
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
          l = torch.cross_entropy_loss({tempered}, torch.reshape(y, [-1]), None, 2)
          g = torch.grad([l], [x])
          return [torch.detach(logits), unchecked_cast(Tensor, g[0])]
      """;

  private EvaluationScript() {}

  static String of(Forward forward, Loss loss) {
    String limits =
        Arrays.stream(NumberFormat.values())
            .map(format -> "" + format.largest())
            .collect(Collectors.joining(", "));
    return METHODS.replace("{limits}", limits).replace("{tempered}", loss.tempered("logits"))
        + forward.script();
  }
}
