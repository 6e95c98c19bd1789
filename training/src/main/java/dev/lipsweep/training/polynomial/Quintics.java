package dev.lipsweep.training.polynomial;

/**
 * Odd quintic polynomials of singular values, one after the other: X becomes (a I + b A + c A^2) X
 * with A = X X^T, that is x becomes a x + b x^3 + c x^5.
 */
public final class Quintics {

  /**
   * Six Newton-Schulz steps of the reference code (METHOD.md 1.3), which bring values near 1:
   * [0.003, 1] goes to [0.9956, 0.9993], and [0, 1] stays within [0, 1].
   */
  public static final double[][] SIX_STEP = {
    {3955 / 1024.0, -8306 / 1024.0, 5008 / 1024.0},
    {3735 / 1024.0, -6681 / 1024.0, 3463 / 1024.0},
    {3799 / 1024.0, -6499 / 1024.0, 3211 / 1024.0},
    {4019 / 1024.0, -6385 / 1024.0, 2906 / 1024.0},
    {2677 / 1024.0, -3029 / 1024.0, 1162 / 1024.0},
    {2172 / 1024.0, -1833 / 1024.0, 682 / 1024.0},
  };

  private Quintics() {}

  /** What becomes of one singular value. */
  public static double map(double[][] steps, double x) {
    for (double[] s : steps) {
      double square = x * x;
      x *= s[0] + square * (s[1] + square * s[2]);
    }
    return x;
  }

  /**
   * {@code def NAME(self, x: Tensor, unit: Tensor, size: Tensor) -> Tensor} for a stack [layers,
   * rows, columns] with rows <= columns: {@code size} times the polynomials of {@code x/unit}, both
   * [layers, 1, 1]. All products are on the smaller side; a matrix at least twice as wide as high
   * is done in Gram space, where several steps cost two products with X instead of two each, and
   * where X itself is read by these products alone.
   *
   * @param name of the method, since an optimizer and a constraint may have one each
   * @param together how many steps in Gram space follow each other before a fresh start from X:
   *     small singular values lose their digits in A, so where the steps enlarge them by much it
   *     should be few
   */
  public static String script(String name, double[][] steps, int together) {
    return "  def %s(self: __torch__.M, x: Tensor, unit: Tensor, size: Tensor) -> Tensor:\n"
            .formatted(name)
        + "    if torch.ge(torch.size(x, 2), torch.mul(torch.size(x, 1), 2)):\n"
        + wide(steps, together)
        + "    else:\n"
        + square(steps)
        + "    return x\n";
  }

  private static String power(double[] step) {
    return "      b = torch.baddbmm(a, a, a, beta=%s, alpha=%s)\n".formatted(step[1], step[2]);
  }

  private static String square(double[][] steps) {
    var script = new StringBuilder("      x = torch.div(x, unit)\n");
    for (double[] step : steps) {
      script
          .append("      a = torch.bmm(x, torch.transpose(x, 1, 2))\n")
          .append(power(step))
          .append("      x = torch.baddbmm(x, b, x, beta=%s)\n".formatted(step[0]));
    }
    return script.append("      x = torch.mul(x, size)\n").toString();
  }

  private static String wide(double[][] steps, int together) {
    var script = new StringBuilder("      eye = torch.type_as(torch.eye(torch.size(x, 1)), x)\n");
    for (int i = 0; i < steps.length; i++) {
      double[] step = steps[i];
      int place = i % together;
      boolean last = place == together - 1 || i == steps.length - 1;
      if (place == 0) {
        script.append("      a = torch.bmm(x, torch.transpose(x, 1, 2))\n");
        if (i == 0) {
          script.append("      a = torch.div(a, torch.mul(unit, unit))\n");
        }
        // the product of the steps so far is q; a is that of the next step
        script
            .append(power(step))
            .append("      q = torch.add(b, eye, alpha=%s)\n".formatted(step[0]));
      } else {
        script
            .append(power(step))
            .append("      q = torch.baddbmm(q, b, q, beta=%s)\n".formatted(step[0]));
      }
      if (last) {
        if (i < together) {
          script.append("      q = torch.div(q, unit)\n");
        }
        if (i == steps.length - 1) {
          script.append("      q = torch.mul(q, size)\n");
        }
        script.append("      x = torch.bmm(q, x)\n");
      } else {
        script
            .append("      p = torch.baddbmm(a, a, b, beta=%s)\n".formatted(step[0]))
            .append("      a = torch.baddbmm(p, p, b, beta=%s)\n".formatted(step[0]));
      }
    }
    return script.toString();
  }
}
