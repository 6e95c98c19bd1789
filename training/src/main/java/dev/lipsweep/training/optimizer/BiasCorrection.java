package dev.lipsweep.training.optimizer;

/** Averages that began at zero, brought to the size of what they average (Kingma, Ba 2015). */
final class BiasCorrection {
  private BiasCorrection() {}

  /**
   * The factor on an average with this beta.
   *
   * @param step counted from 0
   */
  static double factor(double beta, int step) {
    return 1 / (1 - Math.pow(beta, step + 1.0));
  }
}
