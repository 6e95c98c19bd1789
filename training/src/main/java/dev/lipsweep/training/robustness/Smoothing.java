package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Radii of classifiers smoothed by Gaussian noise, each of which holds with probability 1 - alpha.
 *
 * <p>{@code hard} is randomised smoothing (Cohen et al. 2019, "Certified Adversarial Robustness via
 * Randomized Smoothing"): a vote over noisy copies, its probability bounded by Clopper and Pearson,
 * radius sigma Phi^-1(p). {@code soft} averages softmax(logits/temperature) instead (Delattre et
 * al. 2024, "The Lipschitz-Variance-Margin Tradeoff for Enhanced Randomized Smoothing"): the
 * average p of a function with values in [0, 1] has Phi^-1(p) that changes by at most 1/sigma per
 * unit of length, so the radius is the same expression; a network with a small Lipschitz constant
 * has a small variance under noise, and {@link Mean} turns that into a tighter bound of p.
 *
 * @param sigma standard deviation of the noise in every pixel
 * @param selection noisy copies that choose the class (and the temperature)
 * @param samples noisy copies that estimate its probability
 * @param alpha the probability of error, for each image and each of the two
 */
public record Smoothing(double sigma, int selection, int samples, double alpha) {
  private static final int BATCH = 1000;
  private static final double[] TEMPERATURES = {1, 0.3, 0.1, 0.03, 0.01};
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** |grad softmax_c(z/T)| is at most p (1 - p) sqrt(2)/T, so at most sqrt(2)/(4 T). */
  private static final double SOFTMAX_SLOPE = Math.sqrt(2) / 4;

  public Smoothing {
    if (!(sigma > 0) || selection < 1 || samples < 2 || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "smoothing: need sigma > 0, selection >= 1, samples >= 2 and alpha in (0, 1)");
    }
  }

  /**
   * What holds for one image.
   *
   * @param hard radius of the vote; 0 if it abstains or chose another class than the label
   * @param soft radius of the average, likewise
   */
  public record Radii(double hard, double soft) {}

  /**
   * @param image pixels in [0, 1]
   * @param euclidean a bound of the classifier's Lipschitz constant between Euclidean lengths, or
   *     infinity
   */
  Radii radii(
      Classifier classifier,
      NDManager manager,
      float[] image,
      int label,
      double euclidean,
      SplittableRandom random) {
    float[][] first = noisy(classifier, manager, image, selection, random);
    int[] votes = votes(first);
    double temperature = temperature(first, euclidean);
    double[] averages = new double[votes.length];
    for (float[] logits : first) {
      for (int c = 0; c < averages.length; c++) {
        averages[c] += softmax(logits, c, temperature);
      }
    }
    float[][] second = noisy(classifier, manager, image, samples, random);
    double hard = 0;
    if (largest(votes) == label) {
      hard = radius(Binomial.lower(votes(second)[label], samples, alpha));
    }
    double soft = 0;
    if (largest(averages) == label) {
      soft = radius(softLower(second, label, temperature, euclidean));
    }
    return new Radii(hard, soft);
  }

  /** The temperature whose bound on the selection samples of their best class is the highest. */
  private double temperature(float[][] logits, double euclidean) {
    int best = largest(votes(logits));
    double highest = -1;
    double chosen = TEMPERATURES[0];
    for (double temperature : TEMPERATURES) {
      double lower = softLower(logits, best, temperature, euclidean);
      if (lower > highest) {
        highest = lower;
        chosen = temperature;
      }
    }
    return chosen;
  }

  private double softLower(float[][] logits, int label, double temperature, double euclidean) {
    var values = new double[logits.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = softmax(logits[i], label, temperature);
    }
    double slope = SOFTMAX_SLOPE / temperature * euclidean;
    return Mean.lower(values, Math.pow(sigma * slope, 2), alpha);
  }

  private double radius(double lower) {
    if (!(lower > 0.5)) {
      return 0;
    }
    return sigma * NORMAL.inverseCumulativeProbability(Math.min(lower, 1 - 1e-15));
  }

  private float[][] noisy(
      Classifier classifier,
      NDManager manager,
      float[] image,
      int copies,
      SplittableRandom random) {
    var all = new float[copies][];
    for (int from = 0; from < copies; from += BATCH) {
      int count = Math.min(BATCH, copies - from);
      var pixels = new float[count * image.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (float) (image[i % image.length] + sigma * random.nextGaussian());
      }
      try (NDManager scope = manager.newSubManager()) {
        NDArray x = scope.create(pixels, new Shape(count, image.length));
        float[] logits = classifier.logits(scope, x).toFloatArray();
        int classes = logits.length / count;
        for (int i = 0; i < count; i++) {
          all[from + i] = java.util.Arrays.copyOfRange(logits, i * classes, (i + 1) * classes);
        }
      }
    }
    return all;
  }

  private static int[] votes(float[][] logits) {
    var votes = new int[logits[0].length];
    for (float[] one : logits) {
      int best = 0;
      for (int c = 1; c < one.length; c++) {
        best = one[c] > one[best] ? c : best;
      }
      votes[best]++;
    }
    return votes;
  }

  private static int largest(int[] values) {
    return largest(java.util.Arrays.stream(values).asDoubleStream().toArray());
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static double softmax(float[] logits, int c, double temperature) {
    double sum = 0;
    for (float z : logits) {
      sum += Math.exp((z - logits[c]) / temperature);
    }
    return 1 / sum;
  }
}
