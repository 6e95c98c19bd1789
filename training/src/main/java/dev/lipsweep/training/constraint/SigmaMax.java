package dev.lipsweep.training.constraint;

final class SigmaMax {
  private SigmaMax() {}

  static void require(double sigmaMax) {
    if (!(sigmaMax > 0) || Double.isInfinite(sigmaMax)) {
      throw new IllegalArgumentException("sigmaMax: need a finite number above 0, got " + sigmaMax);
    }
  }
}
