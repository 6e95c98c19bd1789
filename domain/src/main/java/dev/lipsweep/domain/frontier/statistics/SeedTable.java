package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws seeds of configurations and reduces them, in arrays that are used again and again. */
final class SeedTable {
  private final SeedReduction reduction;
  private final double[][] log10Bounds;
  private final double[][] accuracies;
  private final double[] drawnBounds;
  private final double[] drawnAccuracies;
  private double log10Bound = Double.NaN;
  private double accuracy;

  SeedTable(List<ConfigurationResults> configurations, SeedAggregate aggregate) {
    this.reduction = SeedReduction.of(aggregate);
    this.log10Bounds =
        configurations.stream().map(ConfigurationResults::log10Bounds).toArray(double[][]::new);
    this.accuracies =
        configurations.stream().map(ConfigurationResults::accuracies).toArray(double[][]::new);
    int most = configurations.stream().mapToInt(ConfigurationResults::seeds).max().orElse(0);
    this.drawnBounds = new double[most];
    this.drawnAccuracies = new double[most];
  }

  /**
   * Draws one configuration's seeds and reduces them.
   *
   * @param random null takes each seed once
   */
  void draw(int configuration, @Nullable RandomGenerator random) {
    int seeds = log10Bounds[configuration].length;
    int draws = random == null ? seeds : reduction.draws(seeds);
    for (int i = 0; i < draws; i++) {
      int seed = random == null ? i : random.nextInt(seeds);
      drawnBounds[i] = log10Bounds[configuration][seed];
      drawnAccuracies[i] = accuracies[configuration][seed];
    }
    log10Bound = reduction.bound(drawnBounds, draws);
    accuracy = reduction.accuracy(drawnAccuracies, draws);
  }

  /** log10 of the bound just drawn; NaN if unknown. */
  double log10Bound() {
    return log10Bound;
  }

  double accuracy() {
    return accuracy;
  }
}
