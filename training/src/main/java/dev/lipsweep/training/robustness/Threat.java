package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** The norm in which a perturbation of an image is measured. */
public enum Threat {
  /** The largest change of a pixel. */
  LINF("linf", new double[] {0.5 / 255, 1.0 / 255, 2.0 / 255, 4.0 / 255, 8.0 / 255, 16.0 / 255}) {
    @Override
    NDArray ascent(NDArray gradient) {
      return gradient.sign();
    }

    @Override
    NDArray project(NDArray change, double epsilon) {
      return change.clip(-epsilon, epsilon);
    }

    @Override
    void start(float[] change, int from, int pixels, double epsilon, SplittableRandom random) {
      for (int i = from; i < from + pixels; i++) {
        change[i] = (float) random.nextDouble(-epsilon, epsilon);
      }
    }

    @Override
    double radius(double euclidean, int pixels) {
      return euclidean / Math.sqrt(pixels);
    }
  },
  /** The Euclidean length of the change. */
  L2("l2", new double[] {0.05, 0.1, 0.25, 0.5, 1, 2}) {
    @Override
    NDArray ascent(NDArray gradient) {
      return gradient.div(length(gradient).add(1e-30f));
    }

    @Override
    NDArray project(NDArray change, double epsilon) {
      return change.mul(length(change).add(1e-30f).pow(-1).mul(epsilon).minimum(1f));
    }

    @Override
    void start(float[] change, int from, int pixels, double epsilon, SplittableRandom random) {
      double sum = 0;
      for (int i = from; i < from + pixels; i++) {
        double x = random.nextGaussian();
        change[i] = (float) x;
        sum += x * x;
      }
      // uniform in the ball
      double length = epsilon * Math.pow(random.nextDouble(), 1.0 / pixels) / Math.sqrt(sum);
      for (int i = from; i < from + pixels; i++) {
        change[i] *= (float) length;
      }
    }

    @Override
    double radius(double euclidean, int pixels) {
      return euclidean;
    }
  };

  private final String label;
  private final double[] epsilons;

  Threat(String label, double[] epsilons) {
    this.label = label;
    this.epsilons = epsilons;
  }

  /** As in the names of measures. */
  public String label() {
    return label;
  }

  /** Sizes that attacks are tried at, growing. */
  public double[] epsilons() {
    return epsilons.clone();
  }

  /** The direction of size one in which the loss grows fastest, per image. */
  abstract NDArray ascent(NDArray gradient);

  /** The nearest change of at most this size, per image. */
  abstract NDArray project(NDArray change, double epsilon);

  /** A random change of at most this size for one image. */
  abstract void start(
      float[] change, int from, int pixels, double epsilon, SplittableRandom random);

  /** The size that every change of this kind may have if Euclidean ones may have this. */
  abstract double radius(double euclidean, int pixels);

  NDArray randomStart(NDManager scope, Shape shape, double epsilon, SplittableRandom random) {
    int images = (int) shape.get(0);
    int pixels = (int) shape.get(1);
    var change = new float[images * pixels];
    for (int i = 0; i < images; i++) {
      start(change, i * pixels, pixels, epsilon, random);
    }
    return scope.create(change, shape);
  }

  private static NDArray length(NDArray x) {
    return x.square().sum(new int[] {1}, true).sqrt();
  }
}
