package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.robustness.Classifier.Sensitivity;
import java.util.SplittableRandom;

/**
 * Projected gradient ascent on the loss from random starts (Madry et al. 2018, "Towards Deep
 * Learning Models Resistant to Adversarial Attacks"); one step from the image itself is FGSM
 * (Goodfellow et al. 2015).
 *
 * <p>A step has 2.5 epsilon/steps; images stay in [0, 1]. An image counts as broken as soon as any
 * iterate is misclassified, so an attack with more steps or restarts is never weaker on the same
 * path.
 */
public record Attack(Threat threat, int steps, int restarts) {
  private static final double STRIDE = 2.5;

  public Attack {
    if (steps < 1 || restarts < 1) {
      throw new IllegalArgumentException(
          "steps and restarts: need at least 1, got %d and %d".formatted(steps, restarts));
    }
  }

  /** One step of full size from the image itself. */
  public static Attack fgsm(Threat threat) {
    return new Attack(threat, 1, 1);
  }

  private boolean isSingle() {
    return steps == 1 && restarts == 1;
  }

  /**
   * Marks in {@code holds} the images that this attack breaks as false; others stay as they are.
   *
   * @param images float32 [batch, pixels] in [0, 1]
   * @param labels int64 [batch]
   * @param holds of length batch
   */
  void run(
      Classifier classifier,
      NDManager manager,
      NDArray images,
      NDArray labels,
      double epsilon,
      SplittableRandom random,
      boolean[] holds) {
    for (int restart = 0; restart < restarts; restart++) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray change =
            isSingle()
                ? images.zerosLike()
                : threat.randomStart(scope, images.getShape(), epsilon, random);
        change.attach(scope);
        double stride = isSingle() ? epsilon : STRIDE * epsilon / steps;
        climb(classifier, scope, images, labels, change, epsilon, stride, holds);
      }
    }
  }

  private void climb(
      Classifier classifier,
      NDManager scope,
      NDArray images,
      NDArray labels,
      NDArray start,
      double epsilon,
      double stride,
      boolean[] holds) {
    NDArray x = within(scope, images, start);
    for (int step = 0; step < steps; step++) {
      try (NDManager inner = scope.newSubManager()) {
        Sensitivity sensitivity = classifier.sensitivity(inner, x, labels);
        mark(inner, sensitivity.logits(), labels, holds);
        x.attach(inner);
        NDArray moved = x.add(threat.ascent(sensitivity.gradient()).mul(stride)).sub(images);
        x = within(scope, images, threat.project(moved, epsilon));
      }
    }
    try (NDManager inner = scope.newSubManager()) {
      mark(inner, classifier.logits(inner, x), labels, holds);
    }
  }

  /** The changed images, cut to [0, 1], owned by the scope. */
  private static NDArray within(NDManager scope, NDArray images, NDArray change) {
    NDArray x = images.add(change).clip(0, 1);
    x.attach(scope);
    return x;
  }

  static void mark(NDManager scope, NDArray logits, NDArray labels, boolean[] holds) {
    NDArray right = logits.argMax(1).eq(labels);
    right.attach(scope);
    boolean[] flags = right.toBooleanArray();
    for (int i = 0; i < holds.length; i++) {
      holds[i] &= flags[i];
    }
  }
}
