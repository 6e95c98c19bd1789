package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.domain.bound.LogBound;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How well a classifier holds on images that were changed, as measures {@code
 * robust/<attack>-<norm>/<epsilon>} (share of the images that the attack does not break: an upper
 * bound of what is robust), {@code robust/certified-<norm>/<epsilon>} (share that no change of this
 * size can break: a lower bound) and {@code robust/smoothed-hard/<epsilon>}, {@code
 * robust/smoothed-soft/<epsilon>} (the same for two smoothed classifiers, Euclidean). Epsilons of
 * l_inf are in units of a pixel's range [0, 1]. More certified than attacked images that hold is
 * {@code alarm/robust/<norm>/<epsilon>}.
 *
 * @param attacks null for none; certified accuracy is measured on the same images
 * @param noise null for none
 */
public record Robustness(@Nullable Attacks attacks, @Nullable Noise noise) {
  /**
   * @param steps of projected gradient ascent
   * @param restarts of it
   * @param images that are attacked, the first ones of the validation split
   */
  public record Attacks(int steps, int restarts, int images) {}

  /**
   * @param images that are smoothed, the first ones of the validation split
   */
  public record Noise(Smoothing smoothing, int images) {}

  /** How many images {@link #measure} wants. */
  public int images() {
    return Math.max(attacks == null ? 0 : attacks.images(), noise == null ? 0 : noise.images());
  }

  /**
   * @param classes that the classifier knows
   * @param bound of the network, RMS to RMS
   * @param seed of random starts and noise
   * @param leaves asked now and then; once it says so what was measured is of no use
   */
  public Map<String, Double> measure(
      Classifier classifier,
      NDManager manager,
      Examples examples,
      int classes,
      LogBound bound,
      long seed,
      BooleanSupplier leaves) {
    double euclidean = Margins.euclidean(bound, examples.pixels(), classes);
    var measurement = new Measurement(classifier, manager, euclidean, seed, leaves);
    if (attacks != null) {
      measurement.attacked(attacks, examples.first(attacks.images()));
    }
    if (noise != null) {
      measurement.smoothed(noise.smoothing(), examples.first(noise.images()));
    }
    return measurement.measures();
  }
}
