package dev.lipsweep.domain.search;

import dev.lipsweep.domain.frontier.ExpectedGrowth.Belief;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian process (Rasmussen and Williams, "Gaussian processes for machine learning", 2006) with
 * a Matern 5/2 kernel, a length for each parameter, and noise. Lengths and noise are those of the
 * largest posterior density that a search by coordinates finds; the mean is the values' own, the
 * variance of the process follows in closed form.
 */
final class GaussianProcess {
  private static final double SMALLEST_NOISE = 1e-4;
  private static final double LARGEST_NOISE = 1;
  private static final double SHORTEST = 0.05;
  private static final double LONGEST = 20;

  /** Lengths are believed to be log-normal around this, by so much. */
  private static final double USUAL_LENGTH = 1;

  private static final double LENGTH_DEVIATION = 1.2;
  private static final double USUAL_NOISE = 0.02;
  private static final double NOISE_DEVIATION = 1.5;
  private static final double[] STRIDES = {3, 1.7};

  private final List<@Nullable Object[]> places;
  private final double[] values;
  private final Kernel kernel;
  private final double[][] factor;
  private final double[] weights;
  private final double mean;
  private final double variance;

  /**
   * @param noise the noise's variance as a share of the process'
   */
  record Kernel(double[] lengths, double noise) {
    double of(double[] squared) {
      double sum = 0;
      for (int p = 0; p < squared.length; p++) {
        sum += squared[p] / (lengths[p] * lengths[p]);
      }
      double r = Math.sqrt(5 * sum);
      return (1 + r + r * r / 3) * Math.exp(-r);
    }
  }

  /**
   * @param factor of the covariances, with the noise
   */
  private GaussianProcess(
      List<@Nullable Object[]> places, double[] values, Kernel kernel, double[][] factor) {
    this.places = places;
    this.values = values;
    this.kernel = kernel;
    this.factor = factor;
    mean = mean(values);
    double[] half = Cholesky.solveLower(factor, centred(values, mean));
    weights = Cholesky.solveUpper(factor, half);
    variance = Math.max(Cholesky.dot(half, half) / values.length, Double.MIN_NORMAL);
  }

  /** The kernel that explains these values best. */
  static Kernel fit(List<@Nullable Object[]> places, double[] values) {
    double[][][] squared = new double[values.length][][];
    for (int i = 0; i < values.length; i++) {
      squared[i] = new double[i][];
      for (int j = 0; j < i; j++) {
        squared[i][j] = Features.squared(places.get(i), places.get(j));
      }
    }
    int count = places.getFirst().length;
    double[] lengths = new double[count];
    Arrays.fill(lengths, USUAL_LENGTH);
    var best = new Kernel(lengths, USUAL_NOISE);
    double density = density(squared, values, best);
    for (double stride : STRIDES) {
      for (int p = 0; p <= count; p++) {
        for (double factor : new double[] {stride, 1 / stride}) {
          Kernel tried = changed(best, p, factor);
          double found = density(squared, values, tried);
          if (found > density) {
            density = found;
            best = tried;
          }
        }
      }
    }
    return best;
  }

  private static Kernel changed(Kernel kernel, int p, double factor) {
    double[] lengths = kernel.lengths().clone();
    double noise = kernel.noise();
    if (p < lengths.length) {
      lengths[p] = Math.clamp(lengths[p] * factor, SHORTEST, LONGEST);
    } else {
      noise = Math.clamp(noise * factor * factor, SMALLEST_NOISE, LARGEST_NOISE);
    }
    return new Kernel(lengths, noise);
  }

  /** The logarithm of the posterior density, up to a constant. */
  private static double density(double[][][] squared, double[] values, Kernel kernel) {
    int n = values.length;
    double[][] matrix = new double[n][];
    for (int i = 0; i < n; i++) {
      matrix[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        matrix[i][j] = kernel.of(squared[i][j]);
      }
      matrix[i][i] = 1 + kernel.noise();
    }
    Cholesky.factor(matrix);
    double[] half = Cholesky.solveLower(matrix, centred(values, mean(values)));
    double logDeterminant = 0;
    for (int i = 0; i < n; i++) {
      logDeterminant += 2 * Math.log(matrix[i][i]);
    }
    double prior = square(Math.log(kernel.noise() / USUAL_NOISE) / NOISE_DEVIATION);
    for (double length : kernel.lengths()) {
      prior += square(Math.log(length / USUAL_LENGTH) / LENGTH_DEVIATION);
    }
    double scale = Math.max(Cholesky.dot(half, half) / n, Double.MIN_NORMAL);
    return -0.5 * (n * Math.log(scale) + logDeterminant + prior);
  }

  static GaussianProcess of(List<@Nullable Object[]> places, double[] values, Kernel kernel) {
    int n = values.length;
    double[][] factor = new double[n][];
    for (int i = 0; i < n; i++) {
      factor[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        factor[i][j] = kernel.of(Features.squared(places.get(i), places.get(j)));
      }
      factor[i][i] = 1 + kernel.noise();
    }
    Cholesky.factor(factor);
    return new GaussianProcess(places, values, kernel, factor);
  }

  /** The same with one more value, for the price of a row. */
  GaussianProcess with(@Nullable Object[] place, double value) {
    int n = values.length;
    double[][] longer = Arrays.copyOf(factor, n + 1);
    double[] row = Arrays.copyOf(covariances(place), n + 1);
    row[n] = 1 + kernel.noise();
    longer[n] = row;
    Cholesky.factorRow(longer, n);
    List<@Nullable Object[]> more = new ArrayList<>(places);
    more.add(place);
    double[] all = Arrays.copyOf(values, n + 1);
    all[n] = value;
    return new GaussianProcess(more, all, kernel, longer);
  }

  /** What the value at a place is believed to be, without the noise of one training. */
  Belief at(@Nullable Object[] place) {
    double[] covariances = covariances(place);
    double[] half = Cholesky.solveLower(factor, covariances);
    double left = Math.max(0, 1 - Cholesky.dot(half, half));
    return new Belief(mean + Cholesky.dot(covariances, weights), Math.sqrt(variance * left));
  }

  private double[] covariances(@Nullable Object[] place) {
    double[] covariances = new double[values.length];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = kernel.of(Features.squared(places.get(i), place));
    }
    return covariances;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double[] centred(double[] values, double mean) {
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  private static double square(double x) {
    return x * x;
  }
}
