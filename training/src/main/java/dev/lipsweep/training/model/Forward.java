package dev.lipsweep.training.model;

import java.util.List;

/**
 * The forward pass of a network as TorchScript: {@code def run(self, x: Tensor, ps: List[Tensor],
 * ks: List[Tensor]) -> List[Tensor]}.
 *
 * <p>{@code ps} are the network's stacks, {@code ks} its constants. It returns what each name of
 * {@code activations} names, every one as a matrix with a row per sample or token; the last are the
 * logits, in float32.
 *
 * @param activations names in the order of execution, ending with {@code logits}
 * @param constants float32 tensors that do not change in training; at least one, since a list
 *     argument cannot be empty
 */
public record Forward(String script, List<String> activations, List<Constant> constants) {

  /** A constant tensor, row-major. */
  public record Constant(int[] shape, float[] values) {}

  public static Forward of(Network network) {
    return switch (network) {
      case Mlp mlp -> MlpForward.of(mlp);
      case Transformer transformer -> TransformerForward.of(transformer);
    };
  }

  /**
   * The last product times the logit scale, in float32. Not the weights times the scale: a small
   * one would turn them all to zeros where numbers have few bits.
   */
  static String logits(String product, double scale) {
    String logits = "torch.to(%s, dtype=6)".formatted(product);
    return scale == 1 ? logits : "torch.mul(%s, %s)".formatted(logits, scale);
  }
}
