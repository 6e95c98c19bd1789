package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.Frontier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What at least {@code seeds} of {@code of} seeds attain: every seed by itself, with whatever
 * configurations were trained with it, draws a frontier, and at each bound this is the {@code
 * seeds}-th best of them (the empirical attainment function of Grunert da Fonseca, Fonseca and
 * Hall, "Inferential performance assessment of stochastic optimisers and the attainment function",
 * 2001).
 *
 * @param steps where it rises; before the first nothing is attained
 */
public record Attainment(int seeds, int of, List<Step> steps) {
  /**
   * @param log10Bound -inf for a bound of zero
   */
  public record Step(double log10Bound, double accuracy) {}

  private static final int MOST = 10;

  /** For 1 to n of n seeds; of more than ten, ten of these evenly apart, the ends among them. */
  public static List<Attainment> of(Collection<ConfigurationResults> configurations) {
    var bySeed = new TreeMap<Long, List<Frontier.Point>>();
    for (ConfigurationResults configuration : configurations) {
      for (SeedResult result : configuration.results()) {
        if (!Double.isNaN(result.log10Bound())) {
          bySeed
              .computeIfAbsent(result.seed(), seed -> new ArrayList<>())
              .add(new Frontier.Point(result.log10Bound(), result.accuracy(), 0));
        }
      }
    }
    return ofSeeds(bySeed.values());
  }

  /**
   * The same of results that are sorted by seed already.
   *
   * @param bySeed the results of each seed
   */
  public static List<Attainment> ofSeeds(Collection<List<Frontier.Point>> bySeed) {
    List<AccuracyCurve> curves = bySeed.stream().map(AccuracyCurve::of).toList();
    double[] places =
        curves.stream()
            .flatMapToDouble(curve -> Arrays.stream(curve.steps()))
            .sorted()
            .distinct()
            .toArray();
    double[][] attained = new double[places.length][];
    for (int i = 0; i < places.length; i++) {
      double place = places[i];
      attained[i] =
          curves.stream().mapToDouble(curve -> curve.accuracyAt(place, -1)).sorted().toArray();
    }
    int n = curves.size();
    int shown = Math.min(n, MOST);
    return IntStream.range(0, shown)
        .map(i -> shown == 1 ? 1 : 1 + (int) Math.round(i * (n - 1.0) / (shown - 1)))
        .mapToObj(k -> new Attainment(k, n, steps(places, attained, n - k)))
        .toList();
  }

  private static List<Step> steps(double[] places, double[][] attained, int index) {
    var steps = new ArrayList<Step>();
    double before = -1;
    for (int i = 0; i < places.length; i++) {
      if (attained[i][index] > before) {
        before = attained[i][index];
        steps.add(new Step(places[i], before));
      }
    }
    return List.copyOf(steps);
  }
}
