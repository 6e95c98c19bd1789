package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.domain.bound.LogBound;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How well a classifier holds on images that were changed, as measures {@code
 * robust/<attack>-<norm>/<epsilon>} (share of the images that the attack does not break: an upper
 * bound of what is robust), {@code robust/certified-<norm>/<epsilon>} (share that no change of this
 * size can break: a lower bound) and {@code robust/smoothed-hard/<epsilon>}, {@code
 * robust/smoothed-soft/<epsilon>} (the same for two smoothed classifiers, Euclidean). Epsilons of
 * l_inf are in units of a pixel's range [0, 1].
 *
 * @param attacks null for none; certified accuracy is measured on the same images
 * @param noise null for none
 */
public record Robustness(@Nullable Attacks attacks, @Nullable Noise noise) {
  private static final int BATCH = 500;

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
   */
  public Map<String, Double> measure(
      Classifier classifier,
      NDManager manager,
      Examples all,
      int classes,
      LogBound bound,
      long seed) {
    var measures = new LinkedHashMap<String, Double>();
    if (attacks != null) {
      Examples examples = first(all, attacks.images());
      for (Threat threat : Threat.values()) {
        var pgd = new Attack(threat, attacks.steps(), attacks.restarts());
        attack("fgsm", Attack.fgsm(threat), classifier, manager, examples, seed, measures);
        attack("pgd", pgd, classifier, manager, examples, seed, measures);
      }
      certify(classifier, manager, examples, bound, measures);
      measures.put("robust/images", (double) examples.size());
    }
    if (noise != null) {
      Examples examples = first(all, noise.images());
      smooth(noise.smoothing(), classifier, manager, examples, bound, classes, seed, measures);
      measures.put("robust/smoothed-images", (double) examples.size());
    }
    return measures;
  }

  /** An image that a smaller change breaks is broken for every larger one. */
  private static void attack(
      String name,
      Attack attack,
      Classifier classifier,
      NDManager manager,
      Examples examples,
      long seed,
      Map<String, Double> measures) {
    var random = new SplittableRandom(seed);
    double[] epsilons = attack.threat().epsilons();
    int[] held = new int[epsilons.length];
    for (int from = 0; from < examples.size(); from += BATCH) {
      int count = Math.min(BATCH, examples.size() - from);
      try (NDManager scope = manager.newSubManager()) {
        NDArray images = images(scope, examples, from, count);
        NDArray labels = labels(scope, examples, from, count);
        var holds = new boolean[count];
        Arrays.fill(holds, true);
        Attack.mark(scope, classifier.logits(scope, images), labels, holds);
        for (int e = 0; e < epsilons.length; e++) {
          attack.run(classifier, scope, images, labels, epsilons[e], random, holds);
          for (boolean hold : holds) {
            held[e] += hold ? 1 : 0;
          }
        }
      }
    }
    put(measures, name + "-" + attack.threat().label(), epsilons, held, examples.size());
  }

  private static void certify(
      Classifier classifier,
      NDManager manager,
      Examples examples,
      LogBound bound,
      Map<String, Double> measures) {
    double[] radii = new double[examples.size()];
    int correct = 0;
    for (int from = 0; from < examples.size(); from += BATCH) {
      int count = Math.min(BATCH, examples.size() - from);
      try (NDManager scope = manager.newSubManager()) {
        float[] logits =
            classifier.logits(scope, images(scope, examples, from, count)).toFloatArray();
        int classes = logits.length / count;
        double euclidean = Margins.euclidean(bound, examples.pixels(), classes);
        for (int i = 0; i < count; i++) {
          float[] one = Arrays.copyOfRange(logits, i * classes, (i + 1) * classes);
          double margin = Margins.margin(one, examples.labels()[from + i]);
          correct += margin > 0 ? 1 : 0;
          radii[from + i] = Margins.radius(margin, euclidean);
        }
      }
    }
    measures.put("robust/clean", (double) correct / examples.size());
    for (Threat threat : Threat.values()) {
      int pixels = examples.pixels();
      double[] held = Arrays.stream(radii).map(r -> threat.radius(r, pixels)).toArray();
      put(measures, "certified-" + threat.label(), threat.epsilons(), held);
    }
  }

  private static void smooth(
      Smoothing smoothing,
      Classifier classifier,
      NDManager manager,
      Examples examples,
      LogBound bound,
      int classes,
      long seed,
      Map<String, Double> measures) {
    var random = new SplittableRandom(seed);
    double euclidean = Margins.euclidean(bound, examples.pixels(), classes);
    var hard = new double[examples.size()];
    var soft = new double[examples.size()];
    for (int i = 0; i < examples.size(); i++) {
      Smoothing.Radii radii =
          smoothing.radii(
              classifier,
              manager,
              examples.images()[i],
              examples.labels()[i],
              euclidean,
              random.split());
      hard[i] = radii.hard();
      soft[i] = radii.soft();
    }
    put(measures, "smoothed-hard", Threat.L2.epsilons(), hard);
    put(measures, "smoothed-soft", Threat.L2.epsilons(), soft);
  }

  private static void put(
      Map<String, Double> measures, String name, double[] epsilons, int[] held, int all) {
    for (int e = 0; e < epsilons.length; e++) {
      measures.put("robust/%s/%s".formatted(name, label(epsilons[e])), (double) held[e] / all);
    }
  }

  private static void put(
      Map<String, Double> measures, String name, double[] epsilons, double[] radii) {
    int[] held = new int[epsilons.length];
    for (double radius : radii) {
      for (int e = 0; e < epsilons.length; e++) {
        held[e] += radius >= epsilons[e] ? 1 : 0;
      }
    }
    put(measures, name, epsilons, held, radii.length);
  }

  static String label(double epsilon) {
    return String.format(java.util.Locale.ROOT, "%.6f", epsilon)
        .replaceAll("0+$", "")
        .replaceAll("\\.$", "");
  }

  private static Examples first(Examples all, int count) {
    int most = Math.min(count, all.size());
    return new Examples(Arrays.copyOf(all.images(), most), Arrays.copyOf(all.labels(), most));
  }

  private static NDArray images(NDManager scope, Examples examples, int from, int count) {
    var pixels = new float[count * examples.pixels()];
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          examples.images()[from + i], 0, pixels, i * examples.pixels(), examples.pixels());
    }
    return scope.create(pixels, new Shape(count, examples.pixels()));
  }

  private static NDArray labels(NDManager scope, Examples examples, int from, int count) {
    return scope.create(
        Arrays.stream(examples.labels(), from, from + count).asLongStream().toArray());
  }
}
