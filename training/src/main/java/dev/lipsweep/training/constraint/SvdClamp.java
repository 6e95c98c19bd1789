package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;

/**
 * {@code svd_clamp}: after every step each singular value x becomes min(x, sigmaMax) exactly: the
 * nearest matrix under the cap (METHOD.md 2, in the reference code {@code pure_svd}).
 *
 * <p>The norm stays within float32 rounding of sigmaMax whatever the update was, and what is below
 * is not touched. It costs an eigendecomposition per matrix and step. There is nothing to couple:
 * the reference code does the same.
 */
public record SvdClamp(double sigmaMax) implements Constraint {

  public SvdClamp {
    SigmaMax.require(sigmaMax);
  }

  @Override
  public String name() {
    return "svd_clamp";
  }

  @Override
  public double cap() {
    return sigmaMax;
  }

  @Override
  public double[] coefficients(Layer layer, int step, double updateNorm) {
    return SingularClamp.coefficients(1, sigmaMax * layer.scale());
  }

  @Override
  public String script() {
    return SingularClamp.script();
  }
}
