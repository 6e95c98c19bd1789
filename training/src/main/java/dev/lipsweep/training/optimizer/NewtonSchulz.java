package dev.lipsweep.training.optimizer;

/** Newton-Schulz steps M to (a I + b A + c A^2) M with A = M M^T, as TorchScript. */
final class NewtonSchulz {

  /** Steps in Gram space before it starts afresh. */
  private static final int GROUP = 3;

  private NewtonSchulz() {}

  /**
   * {@code def orthogonalize(self, m: Tensor) -> Tensor} for a stack [layers, rows, columns] with
   * rows <= columns.
   *
   * <p>All products are on the smaller side. A matrix at least twice as wide as high is done in
   * Gram space: every iterate is a polynomial in A times M, so three steps cost two products with M
   * instead of six. It starts afresh from M every third step, because small singular values lose
   * their digits in A; after three steps none that matters is small.
   *
   * @param size what m is divided by, as an expression of m
   * @param steps (a, b, c) of each
   */
  static String script(String size, double[][] steps) {
    var script =
        new StringBuilder(
            """
              def orthogonalize(self: __torch__.M, m: Tensor) -> Tensor:
                size = %s
                x = torch.div(m, size)
                if torch.ge(torch.size(m, 2), torch.mul(torch.size(m, 1), 2)):
                  y = self.orthogonalize_wide(x)
                else:
                  y = self.orthogonalize_square(x)
                return y
              def orthogonalize_square(self: __torch__.M, x: Tensor) -> Tensor:
            """
                .formatted(size));
    for (double[] s : steps) {
      script.append("    a = torch.bmm(x, torch.transpose(x, 1, 2))\n");
      script.append("    b = torch.baddbmm(a, a, a, beta=%s, alpha=%s)\n".formatted(s[1], s[2]));
      script.append("    x = torch.baddbmm(x, b, x, beta=%s)\n".formatted(s[0]));
    }
    script.append(
        """
            return x
          def orthogonalize_wide(self: __torch__.M, x: Tensor) -> Tensor:
        """);
    for (int i = 0; i < steps.length; i++) {
      double[] s = steps[i];
      boolean first = i % GROUP == 0;
      boolean last = i % GROUP == GROUP - 1 || i == steps.length - 1;
      if (first) {
        script.append("    a = torch.bmm(x, torch.transpose(x, 1, 2))\n");
      }
      script.append("    b = torch.baddbmm(a, a, a, beta=%s, alpha=%s)\n".formatted(s[1], s[2]));
      if (first) {
        // the product of the steps so far is (q + i I); I is added at the end, with the product of
        // all a
        script.append("    q = b\n    i = %s\n".formatted(s[0]));
      } else {
        // (s I + b)(i I + q) = s i I + s q + i b + b q
        script.append(
            "    q = torch.add(torch.baddbmm(q, b, q, beta=%s), b, alpha=i)\n".formatted(s[0]));
        script.append("    i = i * %s\n".formatted(s[0]));
      }
      if (!last) {
        script.append("    p = torch.baddbmm(a, a, b, beta=%s)\n".formatted(s[0]));
        script.append("    a = torch.baddbmm(p, p, b, beta=%s)\n".formatted(s[0]));
      } else {
        script.append("    x = torch.baddbmm(torch.mul(x, i), q, x)\n");
      }
    }
    return script.append("    return x\n").toString();
  }
}
