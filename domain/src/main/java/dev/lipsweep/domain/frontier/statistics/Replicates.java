package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Frontiers of the results as they are, and of resamples of them: of every configuration the seeds
 * are drawn with replacement, a seed's bound and accuracy together, and reduced.
 *
 * <p>A configuration whose best seeds are no match for another's worst is on no frontier, whatever
 * is drawn, and is left out from the start.
 */
final class Replicates {
  /**
   * Frontiers of one resample; a point's order is its configuration's index.
   *
   * @param byGroup in the order of the groups
   * @param overall of all groups together
   */
  record Fronts(List<List<Frontier.Point>> byGroup, List<Frontier.Point> overall) {}

  private final List<ConfigurationResults> configurations;
  private final List<String> groups;
  private final SeedTable table;
  private final List<int[]> hopeful = new ArrayList<>();
  private final FrontFinder finder;
  private final double[] bounds;
  private final double[] accuracies;
  private final int[] orders;

  /** What is drawn does not depend on the order in which the configurations are given. */
  Replicates(List<ConfigurationResults> given, SeedAggregate aggregate) {
    this.configurations =
        given.stream()
            .sorted(
                Comparator.comparing(ConfigurationResults::group)
                    .thenComparing(ConfigurationResults::hash))
            .toList();
    this.groups = configurations.stream().map(ConfigurationResults::group).distinct().toList();
    this.table = new SeedTable(configurations, aggregate);
    groups.forEach(group -> hopeful.add(hopeful(group)));
    this.finder = new FrontFinder(BoundRange.of(results()).orElse(new BoundRange(0, 0)));
    this.bounds = new double[configurations.size()];
    this.accuracies = new double[configurations.size()];
    this.orders = new int[configurations.size()];
  }

  List<ConfigurationResults> configurations() {
    return configurations;
  }

  List<String> groups() {
    return groups;
  }

  /** Of each group the configurations that can be on a frontier at all. */
  List<int[]> hopeful() {
    return hopeful;
  }

  /** With each seed once. */
  Fronts observed() {
    return fronts(null);
  }

  Fronts next(RandomGenerator random) {
    return fronts(random);
  }

  private Fronts fronts(@Nullable RandomGenerator random) {
    var byGroup = new ArrayList<List<Frontier.Point>>();
    var union = new ArrayList<Frontier.Point>();
    for (int[] members : hopeful) {
      int count = 0;
      for (int member : members) {
        table.draw(member, random);
        bounds[count] = table.log10Bound();
        accuracies[count] = table.accuracy();
        orders[count++] = member;
      }
      List<Frontier.Point> front = finder.of(bounds, accuracies, orders, count);
      byGroup.add(front);
      union.addAll(front);
    }
    return new Fronts(byGroup, Frontier.of(union));
  }

  private int[] hopeful(String group) {
    int[] members =
        IntStream.range(0, configurations.size())
            .filter(i -> configurations.get(i).group().equals(group))
            .toArray();
    var worst = new ArrayList<Frontier.Point>();
    for (int member : members) {
      double[] bounds = configurations.get(member).log10Bounds();
      double largest = Arrays.stream(bounds).max().orElse(Double.NaN);
      double smallest = Arrays.stream(bounds).min().orElse(Double.NaN);
      // a mean of zero and infinity is unknown, and so no match for anything
      if (!Double.isNaN(smallest + largest)) {
        double least = Arrays.stream(configurations.get(member).accuracies()).min().orElse(0);
        worst.add(new Frontier.Point(largest, least, member));
      }
    }
    AccuracyCurve certain = AccuracyCurve.of(worst);
    return IntStream.of(members).filter(member -> isHopeful(member, certain)).toArray();
  }

  private boolean isHopeful(int member, AccuracyCurve certain) {
    ConfigurationResults one = configurations.get(member);
    double most = Arrays.stream(one.accuracies()).max().orElse(0);
    return Arrays.stream(one.log10Bounds()).filter(bound -> !Double.isNaN(bound)).min().stream()
        .anyMatch(bound -> !(certain.accuracyAt(bound, Double.NEGATIVE_INFINITY) > most));
  }

  private List<Frontier.Point> results() {
    return configurations.stream()
        .flatMap(one -> one.results().stream())
        .filter(result -> !Double.isNaN(result.log10Bound()))
        .map(result -> new Frontier.Point(result.log10Bound(), result.accuracy(), 0))
        .toList();
  }
}
