package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;

/**
 * {@code spectral_clipped_weight_decay}: after every step each singular value x becomes (1 - l) x +
 * l min(x, sigmaMax), that is only what lies above sigmaMax decays (METHOD.md 2; F. L. Cesista
 * 2025, "Spectral clipping", where it takes two matrix signs; here it is exact).
 *
 * <p>sigmaMax is the threshold and not a bound: with updates of norm at most u the norm stays under
 * sigmaMax + (1 - l) u/l, the fixed point of x = (1 - l)(x + u) + l sigmaMax, for the largest u so
 * far; as the learning rate falls the excess decays. With an optimizer whose updates have no bound
 * it bounds nothing. The share l is not scaled by the learning rate.
 *
 * @param share l, spectralWeightDecay, in (0, 1]; with 1 this is {@code svd_clamp}
 */
public record SpectralClippedWeightDecay(double sigmaMax, double share) implements Constraint {

  public SpectralClippedWeightDecay {
    SigmaMax.require(sigmaMax);
    Share.require(share);
  }

  @Override
  public String name() {
    return "spectral_clipped_weight_decay";
  }

  /** Of the first weights; later they may pass it by (1 - l) u/l. */
  @Override
  public double cap() {
    return sigmaMax;
  }

  @Override
  public double[] coefficients(Layer layer, int step, double updateNorm) {
    return SingularClamp.coefficients(share, sigmaMax * layer.scale());
  }

  @Override
  public String script() {
    return SingularClamp.script();
  }
}
