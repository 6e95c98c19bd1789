package dev.lipsweep.training.model;

/** Floating-point formats that a trained network may be run in. */
public enum NumberFormat {
  /** 8 bits of exponent, 7 of mantissa: the range of float32. */
  BF16("bf16", 15, 0x1.FEp127),
  /**
   * 4 bits of exponent, 3 of mantissa (Micikevicius et al. 2022, "FP8 Formats for Deep Learning").
   * Numbers beyond the range become the largest.
   */
  E4M3("e4m3", 24, 448);

  private final String label;
  private final int type;
  private final double largest;

  NumberFormat(String label, int type, double largest) {
    this.label = label;
    this.type = type;
    this.largest = largest;
  }

  /** As in the names of measures. */
  public String label() {
    return label;
  }

  /** The largest number that it can hold. */
  public double largest() {
    return largest;
  }

  /**
   * The same forward pass with both operands and the result of every matrix product rounded to this
   * format and back to float32, and so too the queries, keys, values and results of attention. Sums
   * inside of a product stay in float32, as in the hardware.
   */
  public Forward rounded(Forward forward) {
    return throughMethods(
        forward, METHODS.replace("{largest}", "" + largest).replace("{type}", "" + type));
  }

  /** The same forward pass with these methods in the place of the products that it calls. */
  static Forward throughMethods(Forward forward, String methods) {
    String script =
        forward
            .script()
            .replace("torch.mm(", "self.mm(")
            .replace("torch.addmm(", "self.addmm(")
            .replace("torch.scaled_dot_product_attention(", "self.attention(");
    return new Forward(methods + script, forward.activations(), forward.constants());
  }

  private static final String METHODS =
      """
        def rounded(self: __torch__.M, x: Tensor) -> Tensor:
          x = torch.clamp(x, -{largest}, {largest})
          return torch.to(torch.to(x, dtype={type}), dtype=6)
        def mm(self: __torch__.M, a: Tensor, b: Tensor) -> Tensor:
          return self.rounded(torch.mm(self.rounded(a), self.rounded(b)))
        def addmm(self: __torch__.M, y: Tensor, a: Tensor, b: Tensor, beta: float) -> Tensor:
          y = torch.addmm(self.rounded(y), self.rounded(a), self.rounded(b), beta=beta)
          return self.rounded(y)
        def attention(self: __torch__.M, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], dropout: float, causal: bool, scale: float) -> Tensor:
          a = torch.scaled_dot_product_attention(self.rounded(q), self.rounded(k), self.rounded(v), mask, dropout, causal, scale=scale)
          return self.rounded(a)
      """;
}
