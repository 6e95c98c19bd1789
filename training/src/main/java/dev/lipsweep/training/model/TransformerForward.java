package dev.lipsweep.training.model;

import java.util.ArrayList;
import java.util.List;

/** The forward pass of a {@link Transformer}. */
final class TransformerForward {

  /**
   * At least the largest derivative of gelu, so that gelu/1.1289 is 1-Lipschitz (METHOD.md 3.3).
   */
  private static final double GELU = 1.1289;

  private static final String HEAD =
      """
        def run(self: __torch__.M, x: Tensor, ps: List[Tensor], ks: List[Tensor]) -> List[Tensor]:
          b = torch.size(x, 0)
          t = torch.size(x, 1)
          cosine = torch.slice(ks[0], 0, 0, t)
          sine = torch.slice(ks[1], 0, 0, t)
          r = annotate(List[Tensor], [])
      """;

  // Weights carry the factors of the residual, since they are smaller than activations.
  // The halves of a head are rotated: (x1, x2) to (x1 cos - x2 sin, x2 cos + x1 sin); sine is
  // (-sin, sin).
  private static final String BLOCK =
      """
          h = torch.view(torch.mm(y, {block}_q), [b, t, 3, {heads}, {headWidth}])
          qk, v = torch.split_with_sizes(h, [2, 1], 2)
          qk = torch.view(qk, [b, t, 2, {heads}, 2, {half}])
          qk = torch.addcmul(torch.mul(qk, cosine), torch.flip(qk, [4]), sine)
          q, k = torch.unbind(torch.reshape(qk, [b, t, 2, {heads}, {headWidth}]), 2)
          v = torch.squeeze(v, 2)
          a = torch.scaled_dot_product_attention(torch.transpose(q, 1, 2), torch.transpose(k, 1, 2), torch.transpose(v, 1, 2), None, 0., True, scale={scale})
          a = torch.reshape(torch.transpose(a, 1, 2), [-1, {width}])
          y = torch.addmm(y, a, torch.mul({block}_w, {attentionWeight}), beta={keep})
          r.append(y)
          h = torch.gelu(torch.mm(y, {block}_mlp_in), approximate="tanh")
          y = torch.addmm(y, h, torch.mul({block}_mlp_out, {mlpWeight}), beta={keep})
          r.append(y)
      """;

  private TransformerForward() {}

  static Forward of(Transformer network) {
    double residual = network.residualWeight();
    var script = new StringBuilder(HEAD);
    script.append(
        Operands.of(
            Stack.of(network.layers()),
            layer -> layer.name().endsWith(".k") || layer.name().endsWith(".v")));
    script.append("    y = torch.embedding(torch.t(embed), torch.reshape(x, [-1]))\n");
    script.append("    r.append(y)\n");
    var names = new ArrayList<String>(List.of("embed"));
    for (int i = 0; i < network.blocks(); i++) {
      script.append(
          BLOCK
              .replace("{block}", "block" + i)
              .replace("{width}", "" + network.width())
              .replace("{heads}", "" + network.heads())
              .replace("{headWidth}", "" + network.headWidth())
              .replace("{half}", "" + network.headWidth() / 2)
              .replace("{scale}", "" + network.attentionScale() / network.headWidth())
              .replace("{keep}", "" + (1 - residual))
              .replace("{attentionWeight}", "" + residual / 3)
              .replace("{mlpWeight}", "" + residual / GELU));
      names.add("block" + i + ".attention");
      names.add("block" + i + ".mlp");
    }
    script.append(
        "    r.append(torch.mm(y, torch.mul(head, %s)))\n".formatted(network.logitScale()));
    script.append("    return r\n");
    names.add("logits");
    return new Forward(script.toString(), names, rotations(network));
  }

  /**
   * Cosines [context, 1, 1, 1, half] and signed sines [context, 1, 1, 2, half] of position times
   * base^(-i/half).
   */
  private static List<Forward.Constant> rotations(Transformer network) {
    int half = network.headWidth() / 2;
    int context = network.context();
    var cosine = new float[context * half];
    var sine = new float[context * 2 * half];
    for (int t = 0; t < context; t++) {
      for (int i = 0; i < half; i++) {
        double angle = t * StrictMath.pow(network.ropeBase(), -(double) i / half);
        cosine[t * half + i] = (float) StrictMath.cos(angle);
        sine[t * 2 * half + i] = (float) -StrictMath.sin(angle);
        sine[(t * 2 + 1) * half + i] = (float) StrictMath.sin(angle);
      }
    }
    return List.of(
        new Forward.Constant(new int[] {context, 1, 1, 1, half}, cosine),
        new Forward.Constant(new int[] {context, 1, 1, 2, half}, sine));
  }
}
