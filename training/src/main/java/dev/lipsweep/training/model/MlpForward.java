package dev.lipsweep.training.model;

import java.util.List;

/** The forward pass of an {@link Mlp}. */
final class MlpForward {

  private MlpForward() {}

  static Forward of(Mlp network) {
    List<Layer> layers = network.layers();
    var script =
        new StringBuilder(
            """
              def run(self: __torch__.M, x: Tensor, ps: List[Tensor], ks: List[Tensor]) -> List[Tensor]:
            """);
    script.append(Operands.of(Stack.of(layers), layer -> false));
    script.append("    zero = ks[0]\n    y = x\n    r = annotate(List[Tensor], [])\n");
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      // not relu: its derivative at 0 is 0, and then a first layer of zeros would never move
      script.append(
          "    y = torch.maximum(torch.mm(y, %s), zero)\n    r.append(y)\n"
              .formatted(layer.name()));
    }
    script.append(
        "    r.append(%s)\n    return r\n"
            .formatted(Forward.logits("torch.mm(y, mlp_out)", network.logitScale())));
    var names = layers.stream().map(l -> l.name().equals("mlp_out") ? "logits" : l.name()).toList();
    var zero = new Forward.Constant(new int[] {1}, new float[] {0});
    return new Forward(script.toString(), names, List.of(zero));
  }
}
