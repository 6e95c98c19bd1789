package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Before against after, with the same seeds on both sides: a seed is drawn for both at once, so
 * that what it does to both cancels out.
 */
public final class PairedBootstrap {
  private PairedBootstrap() {}

  /**
   * A configuration before and after, seed by seed.
   *
   * @param before results of the same seeds as {@code after}
   */
  public record Pair(ConfigurationResults before, ConfigurationResults after) {
    public Pair {
      if (!seeds(before).equals(seeds(after))) {
        throw new IllegalArgumentException(
            "a pair has the same seeds on both sides, got %s and %s"
                .formatted(seeds(before), seeds(after)));
      }
    }

    private static List<Long> seeds(ConfigurationResults results) {
      return results.results().stream().map(SeedResult::seed).toList();
    }
  }

  /**
   * Mean of {@code after[i] - before[i]}.
   *
   * @param before values by seed, as many as {@code after} has, at least one
   */
  public static Resampled meanDifference(double[] before, double[] after, Resampling resampling) {
    if (before.length != after.length || before.length == 0) {
      throw new IllegalArgumentException(
          "as many values before as after, got %d and %d".formatted(before.length, after.length));
    }
    double[] differences = new double[before.length];
    for (int i = 0; i < before.length; i++) {
      differences[i] = after[i] - before[i];
    }
    RandomGenerator random = resampling.generator();
    double[] means = new double[resampling.resamples()];
    int draws = SeedReduction.MEAN.draws(differences.length);
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (int draw = 0; draw < draws; draw++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[i] = sum / draws;
    }
    double sum = 0;
    for (double difference : differences) {
      sum += difference;
    }
    return new Resampled(sum / differences.length, means);
  }

  /** Hypervolume after less hypervolume before, of the frontiers of all configurations. */
  public static Resampled hypervolumeDifference(
      List<Pair> pairs, SeedAggregate aggregate, Hypervolume reference, Resampling resampling) {
    var before = new SeedTable(pairs.stream().map(Pair::before).toList(), aggregate);
    var after = new SeedTable(pairs.stream().map(Pair::after).toList(), aggregate);
    double observed =
        volume(after, pairs, null, reference) - volume(before, pairs, null, reference);
    RandomGenerator random = resampling.generator();
    double[] differences = new double[resampling.resamples()];
    for (int i = 0; i < differences.length; i++) {
      // two generators of one seed draw the same seeds on both sides
      long seed = random.nextLong();
      differences[i] =
          volume(after, pairs, seed, reference) - volume(before, pairs, seed, reference);
    }
    return new Resampled(observed, differences);
  }

  private static double volume(
      SeedTable table, List<Pair> pairs, @Nullable Long seed, Hypervolume reference) {
    RandomGenerator random = seed == null ? null : Resampling.generator(seed);
    var points = new ArrayList<Frontier.Point>();
    for (int i = 0; i < pairs.size(); i++) {
      table.draw(i, random);
      if (!Double.isNaN(table.log10Bound())) {
        points.add(new Frontier.Point(table.log10Bound(), table.accuracy(), i));
      }
    }
    return reference.of(points);
  }
}
