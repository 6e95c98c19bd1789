package dev.lipsweep.training.learner;

import java.util.Map;

/**
 * What one step did to the weights.
 *
 * @param loss the mean loss before the update, in nats
 * @param spectra of the linear layers by name, in the order of execution
 * @param activationMax as in {@link Evaluation}, on the training batch
 */
public record Trace(double loss, Map<String, Spectrum> spectra, Map<String, Double> activationMax) {

  /**
   * Singular values of a layer in units of the RMS-to-RMS norm, falling; those of a layer in slices
   * together. Taken from the Gram matrix in float32: values below a thousandth of the largest are
   * noise.
   *
   * @param updated after the optimizer's update, before the constraint
   * @param constrained after the constraint
   */
  public record Spectrum(double[] updated, double[] constrained) {
    /** The largest value that the constraint left. */
    public double largest() {
      return constrained[0];
    }

    /** Sum of squares over the largest square: how many directions count; 0 for a zero matrix. */
    public double stableRank() {
      double sum = 0;
      for (double s : constrained) {
        sum += s * s;
      }
      return largest() == 0 ? 0 : sum / (largest() * largest());
    }

    /** The value below which this share of all values lies. */
    public double quantile(double share) {
      int last = constrained.length - 1;
      return constrained[last - (int) Math.round(share * last)];
    }

    /** How many values the constraint changed by more than a thousandth of the largest. */
    public int moved() {
      int moved = 0;
      for (int i = 0; i < updated.length; i++) {
        moved += change(i) > 1e-3 * updated[0] ? 1 : 0;
      }
      return moved;
    }

    /** Mean change of all values. */
    public double meanChange() {
      double sum = 0;
      for (int i = 0; i < updated.length; i++) {
        sum += change(i);
      }
      return sum / updated.length;
    }

    private double change(int i) {
      return Math.abs(updated[i] - constrained[i]);
    }
  }
}
