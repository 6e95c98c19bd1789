package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;
import java.util.SplittableRandom;

/**
 * {@code spectral_normalize}: W becomes W / max(1, norm/sigmaMax) after every step (METHOD.md 2 and
 * 2.3; Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks").
 *
 * <p>The norm is estimated by power iteration, which approaches it from below: 1,024 steps of it,
 * done as 16 products with the 64th power of the Gram matrix from four starting vectors, and a
 * margin of 5e-4 on top. The starting vectors are the same in every step and every run, so nothing
 * has to be remembered. A certificate measures the norm anew.
 */
public record SpectralNormalize(double sigmaMax) implements Constraint {

  private static final int SQUARINGS = 6;
  private static final int PRODUCTS = 16;
  private static final int STARTS = 4;
  private static final double MARGIN = 5e-4;

  public SpectralNormalize {
    SigmaMax.require(sigmaMax);
  }

  @Override
  public String name() {
    return "spectral_normalize";
  }

  @Override
  public double cap() {
    return sigmaMax;
  }

  /** The largest singular value allowed, then the starting vectors. */
  @Override
  public double[] coefficients(Layer layer, double learningRate, double updateNorm) {
    var random = new SplittableRandom(20180216);
    var coefficients = new double[1 + STARTS * Math.min(layer.out(), layer.in())];
    coefficients[0] = sigmaMax * layer.scale();
    for (int i = 1; i < coefficients.length; i++) {
      coefficients[i] = random.nextDouble(-1, 1);
    }
    return coefficients;
  }

  @Override
  public String script() {
    return """
          def project(self: __torch__.M, w: Tensor, c: Tensor) -> Tensor:
            size = torch.add(torch.linalg_vector_norm(w, 2, [1, 2], True), 1e-30)
            x = torch.div(w, size)
            a = torch.bmm(x, torch.transpose(x, 1, 2))
            p = a
            for i in range({squarings}):
              p = torch.bmm(p, p)
              p = torch.div(p, torch.add(torch.linalg_vector_norm(p, 2, [1, 2], True), 1e-30))
            v = torch.reshape(torch.slice(c, 1, 1), [torch.size(w, 0), torch.size(w, 1), {starts}])
            # p has Frobenius norm 1, so 16 products shrink v by no more than rows^-8: no underflow
            for i in range({products}):
              v = torch.bmm(p, v)
            v = torch.div(v, torch.add(torch.linalg_vector_norm(v, 2, [1], True), 1e-30))
            # the length of x^T v, of the best start; v is a unit vector or zero
            s = torch.linalg_vector_norm(torch.bmm(torch.transpose(x, 1, 2), v), 2, [1], True)
            s = torch.mul(torch.mul(torch.amax(s, [2], True), size), {margin})
            f = torch.clamp_max(torch.div(self.column(c, 0), torch.add(s, 1e-30)), 1.)
            return torch.mul_(w, f)
        """
        .replace("{squarings}", "" + SQUARINGS)
        .replace("{products}", "" + PRODUCTS)
        .replace("{starts}", "" + STARTS)
        .replace("{margin}", "" + (1 + MARGIN));
  }
}
