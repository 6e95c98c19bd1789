package dev.lipsweep.training.constraint;

final class Share {
  private Share() {}

  static void require(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "spectralWeightDecay: need a share above 0 and at most 1, got " + share);
    }
  }
}
