package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How sure a frontier is. Seeds of every configuration are drawn anew again and again, and whatever
 * is asked of a frontier is asked of all the frontiers that come out.
 *
 * @param reference the range and the accuracy that hypervolumes are measured against
 * @param overall the frontier of everything
 * @param groups a method each, by name
 * @param configurations every one with a known bound, the surest to be on the frontier first
 * @param comparisons every two methods that have a range of bounds in common
 * @param warnings whole sentences about what these numbers cannot tell
 */
public record FrontierStatistics(
    SeedAggregate aggregate,
    Resampling resampling,
    Hypervolume reference,
    GroupStatistics overall,
    List<GroupStatistics> groups,
    List<ConfigurationStatistics> configurations,
    List<MethodComparison> comparisons,
    List<String> warnings) {
  /** So many methods are compared in pairs at most. */
  public static final int MOST_GROUPS = 20;

  /**
   * What to compute.
   *
   * @param range of bounds for hypervolumes and comparisons; null for all that the results span
   * @param accuracy that hypervolumes are measured above
   */
  public record Options(
      SeedAggregate aggregate,
      Resampling resampling,
      @Nullable BoundRange range,
      double accuracy) {}

  /**
   * @throws IllegalArgumentException for more than {@link #MOST_GROUPS} groups
   */
  public static FrontierStatistics of(List<ConfigurationResults> results, Options options) {
    return new Run(results, options).statistics();
  }

  /** One computation: the tallies that every resample is entered in. */
  private static final class Run {
    private final Options options;
    private final Replicates replicates;
    private final List<AggregatedResult> reduced;
    private final List<String> groups;
    private final Hypervolume reference;
    private final Replicates.Fronts observed;
    private final List<AccuracyCurve> curves;
    private final List<GroupTally> tallies = new ArrayList<>();
    private final List<Versus> pairs = new ArrayList<>();
    private final int[] onFront;
    private final int[] onGroupFront;

    private record Versus(int first, int second, PairTally tally) {}

    Run(List<ConfigurationResults> results, Options options) {
      this.options = options;
      this.replicates = new Replicates(results, options.aggregate());
      this.groups = replicates.groups();
      if (groups.size() > MOST_GROUPS) {
        throw new IllegalArgumentException(
            "statistics compare at most %d groups, got %d".formatted(MOST_GROUPS, groups.size()));
      }
      this.reduced =
          replicates.configurations().stream()
              .map(one -> AggregatedResult.of(one, options.aggregate()))
              .toList();
      this.reference = new Hypervolume(range(), options.accuracy());
      this.observed = replicates.observed();
      this.curves = curves(observed);
      int resamples = options.resampling().resamples();
      curves.forEach(curve -> tallies.add(new GroupTally(curve, reference, resamples)));
      for (int i = 0; i < groups.size(); i++) {
        for (int j = i + 1; j < groups.size(); j++) {
          pair(i, j);
        }
      }
      this.onFront = new int[reduced.size()];
      this.onGroupFront = new int[reduced.size()];
    }

    FrontierStatistics statistics() {
      RandomGenerator random = options.resampling().generator();
      for (int i = 0; i < options.resampling().resamples(); i++) {
        enter(i, replicates.next(random));
      }
      List<GroupStatistics> finished = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        finished.add(group(i, groups.get(i), observed.byGroup().get(i)));
      }
      List<MethodComparison> compared = comparisons();
      return new FrontierStatistics(
          options.aggregate(),
          options.resampling(),
          reference,
          group(groups.size(), "", observed.overall()),
          finished,
          configurations(),
          compared,
          Warnings.of(
              replicates.configurations(),
              reduced,
              groups.size() * (groups.size() - 1) / 2 - compared.size()));
    }

    private void enter(int resample, Replicates.Fronts fronts) {
      fronts.overall().forEach(point -> onFront[(int) point.order()]++);
      for (List<Frontier.Point> front : fronts.byGroup()) {
        front.forEach(point -> onGroupFront[(int) point.order()]++);
      }
      List<AccuracyCurve> drawn = curves(fronts);
      for (int i = 0; i < drawn.size(); i++) {
        tallies.get(i).add(resample, drawn.get(i));
      }
      for (Versus pair : pairs) {
        pair.tally().add(resample, drawn.get(pair.first()), drawn.get(pair.second()));
      }
    }

    private GroupStatistics group(int index, String name, List<Frontier.Point> front) {
      List<ConfigurationResults> members =
          replicates.configurations().stream()
              .filter(one -> index == groups.size() || one.group().equals(name))
              .toList();
      double level = options.resampling().level();
      return new GroupStatistics(
          name,
          members.size(),
          front.stream().map(point -> reduced.get((int) point.order())).toList(),
          tallies.get(index).hypervolume(level),
          tallies.get(index).band(level),
          Attainment.of(members));
    }

    private List<ConfigurationStatistics> configurations() {
      double resamples = options.resampling().resamples();
      var statistics = new ArrayList<ConfigurationStatistics>();
      for (int i = 0; i < reduced.size(); i++) {
        if (reduced.get(i).isKnown()) {
          statistics.add(
              new ConfigurationStatistics(
                  reduced.get(i), onFront[i] / resamples, onGroupFront[i] / resamples));
        }
      }
      statistics.sort(
          Comparator.comparingDouble(ConfigurationStatistics::onFront)
              .thenComparingDouble(ConfigurationStatistics::onGroupFront)
              .reversed());
      return List.copyOf(statistics);
    }

    private List<MethodComparison> comparisons() {
      double level = options.resampling().level();
      List<MethodComparison> alone =
          pairs.stream()
              .map(
                  pair ->
                      pair.tally()
                          .finish(
                              groups.get(pair.first()),
                              groups.get(pair.second()),
                              hasEnoughSeeds(pair.first()) && hasEnoughSeeds(pair.second()),
                              level))
              .toList();
      double[] adjusted =
          Holm.adjusted(alone.stream().mapToDouble(MethodComparison::pValue).toArray());
      var together = new ArrayList<MethodComparison>();
      for (int i = 0; i < alone.size(); i++) {
        together.add(alone.get(i).adjusted(adjusted[i], level));
      }
      return List.copyOf(together);
    }

    private boolean hasEnoughSeeds(int group) {
      return observed.byGroup().get(group).stream()
          .map(point -> reduced.get((int) point.order()).configuration())
          .allMatch(one -> one.seeds() >= MethodComparison.FEWEST_SEEDS);
    }

    /** Compared to where the later of the two stops rising: beyond, nothing happens any more. */
    private void pair(int first, int second) {
      double last =
          Stream.of(first, second)
              .flatMapToDouble(group -> Arrays.stream(curves.get(group).steps()))
              .filter(Double::isFinite)
              .max()
              .orElse(reference.range().low());
      double high =
          options.range() == null
              ? Math.max(reference.range().low(), last)
              : reference.range().high();
      var within = new BoundRange(reference.range().low(), high);
      Optional<Comparison> comparison =
          Comparison.of(curves.get(first), curves.get(second), within);
      comparison.ifPresent(
          one ->
              pairs.add(
                  new Versus(
                      first,
                      second,
                      new PairTally(one, within, options.resampling().resamples()))));
    }

    private BoundRange range() {
      if (options.range() != null) {
        return options.range();
      }
      List<Frontier.Point> known =
          reduced.stream()
              .filter(AggregatedResult::isKnown)
              .map(one -> new Frontier.Point(one.log10Bound(), one.accuracy(), 0))
              .toList();
      return BoundRange.of(known).orElse(new BoundRange(0, 0));
    }

    /** Of each group, then of everything. */
    private static List<AccuracyCurve> curves(Replicates.Fronts fronts) {
      return Stream.concat(fronts.byGroup().stream(), Stream.of(fronts.overall()))
          .map(AccuracyCurve::along)
          .toList();
    }
  }
}
