package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One measurement of one classifier, in the names of {@link Robustness}. */
final class Measurement {
  private static final Logger LOG = LoggerFactory.getLogger(Measurement.class);
  private static final int BATCH = 500;

  private final Classifier classifier;
  private final NDManager manager;
  private final double euclidean;
  private final long seed;
  private final BooleanSupplier leaves;
  private final Map<String, Double> measures = new LinkedHashMap<>();

  /**
   * @param euclidean a bound of the classifier's Lipschitz constant between Euclidean lengths
   */
  Measurement(
      Classifier classifier,
      NDManager manager,
      double euclidean,
      long seed,
      BooleanSupplier leaves) {
    this.classifier = classifier;
    this.manager = manager;
    this.euclidean = euclidean;
    this.seed = seed;
    this.leaves = leaves;
  }

  Map<String, Double> measures() {
    return measures;
  }

  void attacked(Robustness.Attacks attacks, Examples examples) {
    for (Threat threat : Threat.values()) {
      attack("fgsm", Attack.fgsm(threat), examples);
      attack("pgd", new Attack(threat, attacks.steps(), attacks.restarts()), examples);
    }
    certify(examples);
    measures.put("robust/images", (double) examples.size());
    for (Threat threat : Threat.values()) {
      compare(threat, examples.size());
    }
  }

  /** An image that a smaller change breaks is broken for every larger one. */
  private void attack(String name, Attack attack, Examples examples) {
    var random = new SplittableRandom(seed);
    double[] epsilons = attack.threat().epsilons();
    int[] held = new int[epsilons.length];
    for (int from = 0; from < examples.size() && !leaves.getAsBoolean(); from += BATCH) {
      int count = Math.min(BATCH, examples.size() - from);
      try (NDManager scope = manager.newSubManager()) {
        NDArray images = examples.images(scope, from, count);
        NDArray labels = examples.labels(scope, from, count);
        var holds = new boolean[count];
        Arrays.fill(holds, true);
        Attack.mark(scope, classifier.logits(scope, images), labels, holds);
        for (int e = 0; e < epsilons.length && !leaves.getAsBoolean(); e++) {
          attack.run(classifier, scope, images, labels, epsilons[e], random, holds);
          for (boolean hold : holds) {
            held[e] += hold ? 1 : 0;
          }
        }
      }
    }
    put(name + "-" + attack.threat().label(), epsilons, held, examples.size());
  }

  private void certify(Examples examples) {
    double[] radii = new double[examples.size()];
    int correct = 0;
    for (int from = 0; from < examples.size(); from += BATCH) {
      int count = Math.min(BATCH, examples.size() - from);
      try (NDManager scope = manager.newSubManager()) {
        NDArray images = examples.images(scope, from, count);
        float[] logits = classifier.logits(scope, images).toFloatArray();
        int classes = logits.length / count;
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
      put("certified-" + threat.label(), threat.epsilons(), held);
    }
  }

  private void compare(Threat threat, int images) {
    for (double epsilon : threat.epsilons()) {
      String where = threat.label() + "/" + label(epsilon);
      double certified = measures.getOrDefault("robust/certified-" + where, 0.0);
      double attacked = measures.getOrDefault("robust/pgd-" + where, 0.0);
      if (certified > attacked && !leaves.getAsBoolean()) {
        LOG.error(
            "CERTIFICATE VIOLATED at {}: {} of the images are certified, and an attack leaves {}",
            where,
            certified,
            attacked);
        measures.put("alarm/robust/" + where, certified / Math.max(attacked, 1.0 / images));
      }
    }
  }

  void smoothed(Smoothing smoothing, Examples examples) {
    var random = new SplittableRandom(seed);
    var hard = new double[examples.size()];
    var soft = new double[examples.size()];
    for (int i = 0; i < examples.size() && !leaves.getAsBoolean(); i++) {
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
    put("smoothed-hard", Threat.L2.epsilons(), hard);
    put("smoothed-soft", Threat.L2.epsilons(), soft);
    measures.put("robust/smoothed-images", (double) examples.size());
  }

  private void put(String name, double[] epsilons, int[] held, int all) {
    for (int e = 0; e < epsilons.length; e++) {
      measures.put("robust/%s/%s".formatted(name, label(epsilons[e])), (double) held[e] / all);
    }
  }

  private void put(String name, double[] epsilons, double[] radii) {
    int[] held = new int[epsilons.length];
    for (double radius : radii) {
      for (int e = 0; e < epsilons.length; e++) {
        held[e] += radius >= epsilons[e] ? 1 : 0;
      }
    }
    put(name, epsilons, held, radii.length);
  }

  static String label(double epsilon) {
    return String.format(Locale.ROOT, "%.6f", epsilon).replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
