package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.polynomial.Quintics;

/**
 * {@code spectral_hard_cap}: after every step each singular value x (in units of the cap) becomes
 * about min(x, 1) by four quintic polynomials, no singular value decomposition needed (METHOD.md
 * 2.2; Newhouse et al. 2025).
 *
 * <p>On [0, 3.5] the result is at most 1.0110, above 0.98 where x is above 1.2, and small values
 * lose up to 5 percent in every step. From 3.6 on its sign flips.
 *
 * <p>Reference: just that; the norm may pass sigmaMax by 1.1 %, and by anything once an update is
 * more than 2.5 times sigmaMax. Sound: the polynomials' cap is sigmaMax/1.0110, so sigmaMax is not
 * passed; and a matrix that may have values beyond 3.5 caps (known from the bound of the
 * optimizer's updates, or where that is larger measured from above by trace powers of its Gram
 * matrix) is capped first at a 3.5th of what it may have, as often as it takes.
 */
public record SpectralHardCap(double sigmaMax, Coupling coupling) implements Constraint {

  static final double[][] STEPS = {
    {0.805032, 0.206361, -0.019763},
    {0.649867, 0.162935, -0.011150},
    {1.810259, -0.200265, 0.008251},
    {1.004384, -0.183490, 0.014413},
  };

  /** Up to here the polynomials cap. */
  static final double RANGE = 3.5;

  /** The most that they make of a value in their range, rounding of the engine included. */
  static final double LARGEST = 1.0110;

  public SpectralHardCap {
    SigmaMax.require(sigmaMax);
  }

  @Override
  public String name() {
    return "spectral_hard_cap";
  }

  @Override
  public double cap() {
    return sigmaMax;
  }

  /** Where the polynomials cap, and what singular values are at most before; 0 for never mind. */
  @Override
  public double[] coefficients(Layer layer, int step, double updateNorm) {
    double cap = sigmaMax * layer.scale();
    return switch (coupling) {
      case SOUND -> new double[] {cap / LARGEST, cap + updateNorm * layer.scale()};
      case REFERENCE -> new double[] {cap, 0};
    };
  }

  @Override
  public String script() {
    return Quintics.script("quintics", STEPS, STEPS.length)
        + """
          def project(self: __torch__.M, w: Tensor, c: Tensor) -> Tensor:
            cap = self.column(c, 0)
            most = self.column(c, 1)
            reach = torch.mul(cap, {range})
            if bool(torch.any(torch.gt(most, reach))):
              w = self.into_reach(w, most, reach)
            return torch.copy_(w, self.quintics(w, cap, cap))
          def into_reach(self: __torch__.M, w: Tensor, most: Tensor, reach: Tensor) -> Tensor:
            most = torch.minimum(most, self.norm_bound(w))
            # {rounds} rounds are more than float32 has room for; without a limit infinity has no end
            for i in range({rounds}):
              far = torch.gt(most, reach)
              if bool(torch.any(far)):
                cap = torch.div(most, {range})
                y = self.quintics(w, cap, cap)
                w = torch.copy_(w, torch.where(far, y, w))
                most = torch.where(far, torch.mul(cap, {largest}), most)
            return w
          def norm_bound(self: __torch__.M, w: Tensor) -> Tensor:
            bound = torch.add(torch.linalg_vector_norm(w, 2, [1, 2], True), 1e-30)
            x = torch.div(w, bound)
            g = torch.bmm(x, torch.transpose(x, 1, 2))
            # the norm of G^(2^i) is at least sigma_1^(2^(i+1)), and at most rows^(1/2) times it
            power = 0.5
            for i in range({squarings}):
              n = torch.add(torch.linalg_vector_norm(g, 2, [1, 2], True), 1e-30)
              bound = torch.mul(bound, torch.pow(n, power))
              g = torch.div(g, n)
              g = torch.bmm(g, g)
              power = power * 0.5
            return torch.mul(bound, 1.0001)
        """
            .replace("{range}", "" + RANGE)
            .replace("{largest}", "" + LARGEST)
            .replace("{rounds}", "70")
            .replace("{squarings}", "5");
  }
}
