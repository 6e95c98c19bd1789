package dev.lipsweep.training.model;

import java.util.function.UnaryOperator;

/**
 * The arithmetic of a network's products while it is trained. Weights, optimizer and constraint
 * stay in float32, and so does what is evaluated and certified.
 */
public enum Dtype {
  FP32("fp32", UnaryOperator.identity()),

  /** By the hardware's own instructions. */
  BF16("bf16", Dtype::native16),

  /**
   * The same roundings in float32: a product of two bf16 numbers is exact there, and the hardware
   * sums in float32 too. So it differs from {@link #BF16} in the order of sums only.
   */
  BF16_SIMULATED("bf16 simulated", NumberFormat.BF16::rounded);

  /**
   * Results stay in bf16 until something needs more digits: what is done to them one by one is
   * computed in float32 and rounded once, as if they had been float32 on the way.
   */
  private static final String METHODS =
      """
        def half(self: __torch__.M, x: Tensor) -> Tensor:
          return torch.to(x, dtype=15)
        def mm(self: __torch__.M, a: Tensor, b: Tensor) -> Tensor:
          return torch.mm(self.half(a), self.half(b))
        def addmm(self: __torch__.M, y: Tensor, a: Tensor, b: Tensor, beta: float) -> Tensor:
          return torch.addmm(self.half(y), self.half(a), self.half(b), beta=beta)
        def attention(self: __torch__.M, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], dropout: float, causal: bool, scale: float) -> Tensor:
          return torch.scaled_dot_product_attention(self.half(q), self.half(k), self.half(v), mask, dropout, causal, scale=scale)
      """;

  private final String label;
  private final UnaryOperator<Forward> change;

  Dtype(String label, UnaryOperator<Forward> change) {
    this.label = label;
    this.change = change;
  }

  /** As provenance. */
  public String label() {
    return label;
  }

  /** The same forward pass in this arithmetic; its logits are float32 in any case. */
  public Forward of(Forward forward) {
    return change.apply(forward);
  }

  private static Forward native16(Forward forward) {
    return NumberFormat.throughMethods(forward, METHODS);
  }
}
