package dev.lipsweep.training.constraint;

/**
 * {@code spectral_normalize}: W becomes W / max(1, norm / sigmaMax) after every step (METHOD.md 2).
 */
public record SpectralNormalize(double sigmaMax) implements Constraint {
  @Override
  public String name() {
    return "spectral_normalize";
  }

  @Override
  public double cap() {
    return sigmaMax;
  }
}
