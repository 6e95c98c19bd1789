package dev.lipsweep.training.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.training.engine.Torch;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a linear classifier, where the distance to the border is |w.x - b|/|w|. */
class RobustnessTest {
  private static final int PIXELS = 12;

  private final NDManager manager = Torch.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void an_attack_breaks_a_linear_classifier_exactly_where_it_can_be_broken() {
    var linear = linear(new SplittableRandom(1));
    // all pixels in the middle, so that the edges of [0, 1] do not help
    Examples examples = nearTheMiddle(linear, 200);
    Map<String, Double> measures = measure(linear, examples, LogBound.UNKNOWN);
    for (Threat threat : Threat.values()) {
      for (double epsilon : threat.epsilons()) {
        if (epsilon > 0.3) {
          continue; // beyond the edges
        }
        double expected = share(linear, examples, epsilon * dual(linear, threat));
        for (String attack : new String[] {"fgsm", "pgd"}) {
          assertThat(measures.get(name(attack, threat, epsilon)))
              .as("%s %s %s", attack, threat, epsilon)
              // ten steps of ascent from a random start do not quite reach the edge of the ball
              .isGreaterThan(expected - 0.0075)
              .isLessThan(expected + (attack.equals("pgd") ? 0.03 : 0.0075));
        }
      }
    }
  }

  @Test
  void what_is_certified_is_never_broken_and_is_exact_in_the_euclidean_norm() {
    var linear = linear(new SplittableRandom(2));
    Examples examples = nearTheMiddle(linear, 200);
    // the logits (0, z) move by |w| at most; RMS to RMS that is |w| sqrt(pixels / outputs)
    LogBound bound = LogBound.of(length(linear.w()) * Math.sqrt(PIXELS / 2.0));
    Map<String, Double> measures = measure(linear, examples, bound);
    for (Threat threat : Threat.values()) {
      for (double epsilon : threat.epsilons()) {
        double certified = measures.get(name("certified", threat, epsilon));
        assertThat(certified).isLessThanOrEqualTo(measures.get(name("pgd", threat, epsilon)));
        if (threat == Threat.L2) {
          // the margin argument allows both logits to move: sqrt(2) is lost
          double expected = share(linear, examples, epsilon * Math.sqrt(2) * length(linear.w()));
          assertThat(certified).isCloseTo(expected, within(1e-9));
        }
      }
    }
    assertThat(measures.get("robust/certified-l2/0.05")).isPositive();
  }

  @Test
  void larger_changes_never_break_less() {
    var linear = linear(new SplittableRandom(3));
    Map<String, Double> measures = measure(linear, nearTheMiddle(linear, 100), LogBound.UNKNOWN);
    for (Threat threat : Threat.values()) {
      double before = measures.get("robust/clean");
      for (double epsilon : threat.epsilons()) {
        double held = measures.get(name("pgd", threat, epsilon));
        assertThat(held).isLessThanOrEqualTo(before);
        before = held;
      }
    }
  }

  @Test
  void a_certificate_that_an_attack_refutes_is_an_alarm() {
    var linear = linear(new SplittableRandom(2));
    Examples examples = nearTheMiddle(linear, 200);
    double bound = length(linear.w()) * Math.sqrt(PIXELS / 2.0);
    assertThat(measure(linear, examples, LogBound.of(bound)).keySet())
        .noneMatch(name -> name.startsWith("alarm/"));
    assertThat(measure(linear, examples, LogBound.of(bound / 3)).keySet())
        .anyMatch(name -> name.startsWith("alarm/robust/l2/"));
  }

  @Test
  void a_measurement_that_is_told_to_leave_does_so() {
    var linear = linear(new SplittableRandom(2));
    Examples examples = nearTheMiddle(linear, 20);
    int[] asked = {0};
    Classifier counting =
        new Classifier() {
          @Override
          public NDArray logits(NDManager scope, NDArray images) {
            asked[0]++;
            return linear.logits(scope, images);
          }

          @Override
          public Sensitivity sensitivity(NDManager scope, NDArray images, NDArray labels) {
            asked[0]++;
            return linear.sensitivity(scope, images, labels);
          }
        };
    new Robustness(
            new Robustness.Attacks(1000, 100, 20),
            new Robustness.Noise(new Smoothing(0.25, 100, 100_000, 0.001), 20))
        .measure(counting, manager, examples, 2, LogBound.UNKNOWN, 7, () -> true);
    assertThat(asked[0]).isEqualTo(1); // the logits of the unchanged images
  }

  @Test
  void an_unknown_bound_certifies_nothing() {
    var linear = linear(new SplittableRandom(4));
    Map<String, Double> measures = measure(linear, nearTheMiddle(linear, 20), LogBound.UNKNOWN);
    assertThat(measures.get("robust/certified-l2/0.05")).isZero();
  }

  @Test
  void smoothed_radii_stay_below_the_true_distance_and_come_near_it() {
    var linear = linear(new SplittableRandom(5));
    Examples examples = nearTheMiddle(linear, 20);
    var smoothing = new Smoothing(0.25, 100, 2000, 0.001);
    double constant = length(linear.w());
    int hard = 0;
    int soft = 0;
    int far = 0;
    for (int i = 0; i < examples.size(); i++) {
      double[] x = doubles(examples.images()[i]);
      double distance = signed(linear, x, examples.labels()[i]) / constant;
      // by symmetry the smoothed linear classifier has the same border
      Smoothing.Radii radii =
          smoothing.radii(
              linear,
              manager,
              examples.images()[i],
              examples.labels()[i],
              constant,
              new SplittableRandom(i));
      assertThat(radii.hard()).isLessThanOrEqualTo(Math.max(0, distance));
      assertThat(radii.soft()).isLessThanOrEqualTo(Math.max(0, distance));
      if (distance > 0.06) {
        far++;
        hard += radii.hard() > 0.5 * distance ? 1 : 0;
        soft += radii.soft() > 0.1 * distance ? 1 : 0;
      }
    }
    assertThat(far).isGreaterThan(3);
    assertThat(hard).isEqualTo(far);
    assertThat(soft).isEqualTo(far);
  }

  private Map<String, Double> measure(Classifier classifier, Examples examples, LogBound bound) {
    return new Robustness(new Robustness.Attacks(10, 2, examples.size()), null)
        .measure(classifier, manager, examples, 2, bound, 7, () -> false);
  }

  private static LinearClassifier linear(SplittableRandom random) {
    var w = new float[PIXELS];
    double middle = 0;
    for (int i = 0; i < PIXELS; i++) {
      w[i] = (float) random.nextDouble(0.5, 2) * (random.nextBoolean() ? 1 : -1);
      middle += w[i] * 0.5;
    }
    return new LinearClassifier(w, (float) middle);
  }

  /** Correctly labelled but for every tenth. */
  private static Examples nearTheMiddle(LinearClassifier linear, int size) {
    var random = new SplittableRandom(9);
    var images = new float[size][PIXELS];
    var labels = new int[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < PIXELS; j++) {
        images[i][j] = (float) random.nextDouble(0.35, 0.65);
      }
      boolean one = signed(linear, doubles(images[i]), 1) > 0;
      labels[i] = one == (i % 10 != 0) ? 1 : 0;
    }
    return new Examples(images, labels);
  }

  private static double share(LinearClassifier linear, Examples examples, double reach) {
    int held = 0;
    for (int i = 0; i < examples.size(); i++) {
      held += signed(linear, doubles(examples.images()[i]), examples.labels()[i]) > reach ? 1 : 0;
    }
    return (double) held / examples.size();
  }

  /** w.x - b towards the label. */
  private static double signed(LinearClassifier linear, double[] x, int label) {
    double z = -linear.b();
    for (int i = 0; i < x.length; i++) {
      z += linear.w()[i] * x[i];
    }
    return label == 1 ? z : -z;
  }

  /** How much w.x changes at most per unit of size. */
  private static double dual(LinearClassifier linear, Threat threat) {
    return switch (threat) {
      case L2 -> length(linear.w());
      case LINF -> Arrays.stream(doubles(linear.w())).map(Math::abs).sum();
    };
  }

  private static double length(float[] w) {
    return Math.sqrt(Arrays.stream(doubles(w)).map(x -> x * x).sum());
  }

  private static double[] doubles(float[] x) {
    var y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i];
    }
    return y;
  }

  private static String name(String attack, Threat threat, double epsilon) {
    return "robust/%s-%s/%s".formatted(attack, threat.label(), Measurement.label(epsilon));
  }
}
