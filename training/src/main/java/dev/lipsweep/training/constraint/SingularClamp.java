package dev.lipsweep.training.constraint;

/**
 * Exact shrinking of large singular values: x becomes (1 - share) x + share min(x, cap), as U
 * diag(1 - share max(0, 1 - cap/x)) U^T W, with U and x from the eigenvectors of the Gram matrix on
 * the smaller side.
 *
 * <p>In double, so that squaring costs no digit of a float32 matrix, it is still faster than a
 * singular value decomposition of the matrix itself.
 */
final class SingularClamp {
  private SingularClamp() {}

  static double[] coefficients(double share, double cap) {
    return new double[] {share, cap};
  }

  /**
   * The whole {@code project}. A matrix with a value that is not finite has no eigenvectors, and
   * the engine would throw: it gets those of zero and keeps its value, for the loss to show.
   */
  static String script() {
    return """
          def project(self: __torch__.M, w: Tensor, c: Tensor) -> Tensor:
            finite = torch.all(torch.all(torch.isfinite(w), 2, True), 1, True)
            x = torch.to(torch.where(finite, w, torch.zeros_like(w)), dtype=7)
            squares, u, = torch.linalg_eigh(torch.bmm(x, torch.transpose(x, 1, 2)))
            values = torch.sqrt(torch.clamp_min(squares, 1e-60))
            share = torch.slice(c, 1, 0, 1)
            cap = torch.slice(c, 1, 1, 2)
            keep = torch.rsub(torch.mul(torch.clamp_min(torch.rsub(torch.div(cap, values), 1.), 0.), share), 1.)
            p = torch.bmm(torch.mul(u, torch.unsqueeze(keep, 1)), torch.transpose(u, 1, 2))
            return torch.copy_(w, torch.where(finite, torch.bmm(p, x), w))
        """;
  }
}
