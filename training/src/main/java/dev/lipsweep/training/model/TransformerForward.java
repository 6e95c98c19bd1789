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
  private static final String ATTENTION =
      """
          h = torch.view(torch.mm({x}, {qkv}), [b, t, 3, {heads}, {headWidth}])
          qk, v = torch.split_with_sizes(h, [2, 1], 2)
          qk = torch.view(qk, [b, t, 2, {heads}, 2, {half}])
      """;

  private static final String QUERY_KEY_NORM =
      """
          qk = torch.rms_norm(torch.to(qk, dtype=6), [2, {half}], None, 1e-6)
      """;

  private static final String ATTENTION_END =
      """
          qk = torch.addcmul(torch.mul(qk, cosine), torch.flip(qk, [4]), sine)
          q, k = torch.unbind(torch.reshape(qk, [b, t, 2, {heads}, {headWidth}]), 2)
          v = torch.squeeze(v, 2)
          a = torch.scaled_dot_product_attention(torch.transpose(q, 1, 2), torch.transpose(k, 1, 2), torch.transpose(v, 1, 2), None, 0., True, scale={scale})
          a = torch.reshape(torch.transpose(a, 1, 2), [-1, {width}])
          y = torch.addmm(y, a, torch.mul({block}_w, {attentionWeight}), beta={keep})
      """;

  private static final String MLP =
      """
          h = torch.gelu(torch.mm({x}, {block}_mlp_in), approximate="tanh")
          y = torch.addmm(y, h, torch.mul({block}_mlp_out, {mlpWeight}), beta={keep})
      """;

  // A token of zeros has norm 0 and factor 1; its gradient is that of the identity.
  private static final String CLAMP =
      """
          rms = torch.div(torch.linalg_vector_norm(y, 2, [1], True, dtype=6), {root})
          y = torch.div(y, torch.clamp_min(torch.div(rms, {cap}), 1.))
      """;

  private TransformerForward() {}

  static Forward of(Transformer network) {
    Variant variant = network.variant();
    boolean sliced = variant.capPreset() == Variant.CapPreset.CERTIFIED;
    var script = new StringBuilder(HEAD);
    script.append(
        Operands.of(
            Stack.of(network.layers()),
            layer -> layer.name().endsWith(".v") || layer.name().endsWith(".k") && !sliced));
    script.append("    y = torch.embedding(torch.t(embed), torch.reshape(x, [-1]))\n");
    script.append("    r.append(y)\n");
    var names = new ArrayList<String>(List.of("embed"));
    for (int i = 0; i < network.blocks(); i++) {
      String block = "block" + i;
      // slices of K and V lie in a stack of their own
      String qkv = sliced ? "torch.cat([{block}_q, {block}_k], 1)" : "{block}_q";
      String body =
          norm(network)
              + ATTENTION.replace("{qkv}", qkv)
              + (variant.queryKeyNorm() ? QUERY_KEY_NORM : "")
              + ATTENTION_END
              + clamp(network)
              + "    r.append(y)\n"
              + norm(network)
              + MLP
              + clamp(network)
              + "    r.append(y)\n";
      script.append(filled(body, network).replace("{block}", block));
      names.add(block + ".attention");
      names.add(block + ".mlp");
    }
    String logits = Forward.logits("torch.mm({x}, head)", network.logitScale());
    if (Double.isFinite(variant.logitSoftCap())) {
      double cap = variant.logitSoftCap();
      logits = "torch.mul(torch.tanh(torch.div(%s, %s)), %s)".formatted(logits, cap, cap);
    }
    script.append(
        filled(norm(network) + "    r.append(%s)\n    return r\n".formatted(logits), network));
    names.add("logits");
    return new Forward(script.toString(), names, rotations(network));
  }

  private static String filled(String body, Transformer network) {
    boolean convex = network.variant().residual() == Variant.Residual.CONVEX;
    double residual = network.residualWeight();
    return body.replace("{x}", network.variant().norm() == Variant.NormLayer.NONE ? "y" : "n")
        .replace("{width}", "" + network.width())
        .replace("{heads}", "" + network.heads())
        .replace("{headWidth}", "" + network.headWidth())
        .replace("{half}", "" + network.headWidth() / 2)
        .replace("{scale}", "" + network.attentionScale() / network.headWidth())
        .replace("{keep}", "" + (convex ? 1 - residual : 1.0))
        .replace("{attentionWeight}", "" + (convex ? residual / 3 : 1.0))
        .replace("{mlpWeight}", "" + (convex ? residual / GELU : 1.0));
  }

  /** What a branch or the head reads: n, made of y. */
  private static String norm(Transformer network) {
    return switch (network.variant().norm()) {
      case NONE -> "";
      case LAYERNORM -> "    n = torch.layer_norm(y, [{width}], None, None, 1e-5, False)\n";
      case RMSNORM -> "    n = torch.rms_norm(y, [{width}], None, 1e-6)\n";
      case TANH -> "    n = torch.tanh(y)\n";
    };
  }

  private static String clamp(Transformer network) {
    if (!network.variant().clamps()) {
      return "";
    }
    return CLAMP
        .replace("{root}", "" + Math.sqrt(network.width()))
        .replace("{cap}", "" + network.variant().activationCap());
  }

  /**
   * Cosines [context, 1, 1, 1, half] and signed sines [context, 1, 1, 2, half] of position times
   * frequency.
   */
  private static List<Forward.Constant> rotations(Transformer network) {
    int half = network.headWidth() / 2;
    int context = network.context();
    var cosine = new float[context * half];
    var sine = new float[context * 2 * half];
    for (int t = 0; t < context; t++) {
      for (int i = 0; i < half; i++) {
        double angle = t * frequency(network, i, half);
        cosine[t * half + i] = (float) StrictMath.cos(angle);
        sine[t * 2 * half + i] = (float) -StrictMath.sin(angle);
        sine[(t * 2 + 1) * half + i] = (float) StrictMath.sin(angle);
      }
    }
    return List.of(
        new Forward.Constant(new int[] {context, 1, 1, 1, half}, cosine),
        new Forward.Constant(new int[] {context, 1, 1, 2, half}, sine));
  }

  private static double frequency(Transformer network, int pair, int half) {
    return switch (network.variant().rotation()) {
      case FULL -> StrictMath.pow(network.ropeBase(), -(double) pair / half);
      case HALF_TRUNCATED -> {
        int turning = half / 2;
        yield pair < turning
            ? StrictMath.pow(network.ropeBase(), -(double) pair / Math.max(1, turning - 1))
            : 0;
      }
    };
  }
}
