package dev.lipsweep.training.optimizer;

/**
 * Orthogonalisation by six quintic Newton-Schulz steps M to (a I + b A + c A^2) M with A = M M^T
 * (METHOD.md 1.3).
 *
 * <p>On [0.003, 1] the singular values end in [0.9956, 0.9993]; they never pass 1. A zero matrix
 * stays zero.
 */
final class NewtonSchulz {

  /** The largest singular value that can come out. */
  static final double LARGEST = 1.0;

  /** (a, b, c) of every step, times 1024. */
  private static final int[][] STEPS = {
    {3955, -8306, 5008},
    {3735, -6681, 3463},
    {3799, -6499, 3211},
    {4019, -6385, 2906},
    {2677, -3029, 1162},
    {2172, -1833, 682},
  };

  private NewtonSchulz() {}

  /** x after the six steps, for one singular value. */
  static double map(double x) {
    for (int[] s : STEPS) {
      x = (s[0] * x + s[1] * Math.pow(x, 3) + s[2] * Math.pow(x, 5)) / 1024;
    }
    return x;
  }

  /**
   * {@code def orthogonalize(self, m: Tensor) -> Tensor} for a stack [layers, rows, columns] with
   * rows <= columns.
   *
   * <p>All products are on the smaller side. A matrix at least twice as wide as high is done in
   * Gram space: every iterate is a polynomial in A times M, so three steps cost two products with M
   * instead of six. It starts afresh from M in the middle, because small singular values lose their
   * digits in A; after three steps none that matters is small.
   */
  static String script() {
    var script =
        new StringBuilder(
            """
              def orthogonalize(self: __torch__.M, m: Tensor) -> Tensor:
                size = torch.add(torch.linalg_vector_norm(m, 2, [1, 2], True), 1e-12)
                x = torch.div(m, size)
                if torch.ge(torch.size(m, 2), torch.mul(torch.size(m, 1), 2)):
                  y = self.orthogonalize_wide(x)
                else:
                  y = self.orthogonalize_square(x)
                return y
              def orthogonalize_square(self: __torch__.M, x: Tensor) -> Tensor:
            """);
    for (int[] s : STEPS) {
      script.append("    a = torch.bmm(x, torch.transpose(x, 1, 2))\n");
      script.append(
          "    b = torch.baddbmm(a, a, a, beta=%s, alpha=%s)\n".formatted(part(s[1]), part(s[2])));
      script.append("    x = torch.baddbmm(x, b, x, beta=%s)\n".formatted(part(s[0])));
    }
    script.append(
        """
            return x
          def orthogonalize_wide(self: __torch__.M, x: Tensor) -> Tensor:
        """);
    for (int i = 0; i < STEPS.length; i++) {
      int[] s = STEPS[i];
      boolean first = i % 3 == 0;
      boolean last = i % 3 == 2;
      if (first) {
        script.append("    a = torch.bmm(x, torch.transpose(x, 1, 2))\n");
      }
      script.append(
          "    b = torch.baddbmm(a, a, a, beta=%s, alpha=%s)\n".formatted(part(s[1]), part(s[2])));
      if (first) {
        // the product of the steps so far is (a I + b); I is added at the end, with the product of
        // all a
        script.append("    q = b\n    i = %s\n".formatted(part(s[0])));
      }
      if (!first) {
        // (s I + b)(i I + q) = s i I + s q + i b + b q
        script.append(
            "    q = torch.add(torch.baddbmm(q, b, q, beta=%s), b, alpha=i)\n"
                .formatted(part(s[0])));
        script.append("    i = i * %s\n".formatted(part(s[0])));
      }
      if (!last) {
        script.append("    p = torch.baddbmm(a, a, b, beta=%s)\n".formatted(part(s[0])));
        script.append("    a = torch.baddbmm(p, p, b, beta=%s)\n".formatted(part(s[0])));
      } else {
        script.append("    x = torch.baddbmm(torch.mul(x, i), q, x)\n");
      }
    }
    script.append("    return x\n");
    return script.toString();
  }

  private static double part(int times1024) {
    return times1024 / 1024.0;
  }
}
