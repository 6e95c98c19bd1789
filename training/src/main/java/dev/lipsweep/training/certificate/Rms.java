package dev.lipsweep.training.certificate;

/** Root mean squares of token sequences, tokens x channels. */
final class Rms {
  private Rms() {}

  static double of(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return Math.sqrt(sum / x.length);
  }

  /** The largest RMS of a token. */
  static double largest(double[][] x) {
    double most = 0;
    for (double[] token : x) {
      most = Math.max(most, of(token));
    }
    return most;
  }

  /** The largest RMS of the difference of two tokens at the same place. */
  static double distance(double[][] x, double[][] y) {
    double most = 0;
    for (int t = 0; t < x.length; t++) {
      double[] difference = new double[x[t].length];
      for (int i = 0; i < difference.length; i++) {
        difference[i] = x[t][i] - y[t][i];
      }
      most = Math.max(most, of(difference));
    }
    return most;
  }
}
