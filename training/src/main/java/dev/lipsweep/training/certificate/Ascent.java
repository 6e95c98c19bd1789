package dev.lipsweep.training.certificate;

import java.util.SplittableRandom;

/**
 * Looks for pairs of inputs that a function moves far apart: gradient ascent on |f(x) - f(y)| over
 * x, with y the best step from x, between the largest distances of a row. Whatever it finds is a
 * lower bound of the Lipschitz constant on the region.
 */
final class Ascent {
  private static final double[] STEPS = {1e-3, 0.03, 0.3};
  private static final double BASE_STEP = 0.3;

  private final Tape.Function function;
  private final Region region;
  private final SplittableRandom random;

  Ascent(Tape.Function function, Region region, SplittableRandom random) {
    this.function = function;
    this.region = region;
    this.random = random;
  }

  /** Sees every pair. */
  interface Witness {
    void saw(double[][] x, double[][] y, double ratio);
  }

  /**
   * @param iterations pairs looked at from each start
   */
  double largestRatio(int starts, int iterations, Witness witness) {
    double most = 0;
    for (int start = 0; start < starts; start++) {
      most = Math.max(most, climb(STEPS[start % STEPS.length], iterations, witness));
    }
    return most;
  }

  private double climb(double size, int iterations, Witness witness) {
    double[][] x = region.random(random);
    Tape at = function.at(x);
    int row = random.nextInt(4) == 0 ? random.nextInt(at.output().length) : at.output().length - 1;
    double[] direction = random.doubles(at.output()[row].length, -1, 1).toArray();
    double most = 0;
    for (int i = 0; i < iterations; i++) {
      double[][] y = moved(x, at.backward(only(at, row, direction)), size);
      Tape there = function.at(y);
      double distance = Rms.distance(x, y);
      if (distance > 0) {
        double ratio = Rms.distance(at.output(), there.output()) / distance;
        witness.saw(x, y, ratio);
        most = Math.max(most, ratio);
      }
      for (int j = 0; j < direction.length; j++) {
        direction[j] = there.output()[row][j] - at.output()[row][j];
      }
      // how the difference changes when both points move together
      double[][] here = at.backward(only(at, row, direction));
      double[][] uphill = there.backward(only(there, row, direction));
      for (int t = 0; t < uphill.length; t++) {
        for (int j = 0; j < uphill[t].length; j++) {
          uphill[t][j] -= here[t][j];
        }
      }
      x = moved(x, uphill, BASE_STEP * (1 - (double) i / iterations));
      at = function.at(x);
    }
    return most;
  }

  private double[][] moved(double[][] x, double[][] direction, double size) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = region.towards(x[t], direction[t], size);
    }
    return y;
  }

  private static double[][] only(Tape tape, int row, double[] direction) {
    double[][] cotangent = new double[tape.output().length][direction.length];
    cotangent[row] = direction;
    return cotangent;
  }
}
