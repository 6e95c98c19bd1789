package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a frontier, answered in steps (what lies between two results was attained by nobody)
 * for everything together first and then for each method, by name.
 */
public final class Questions {
  private static final double NOTHING = Double.NEGATIVE_INFINITY;

  private final Replicates replicates;
  private final SeedAggregate aggregate;
  private final Resampling resampling;
  private final List<AggregatedResult> reduced;
  private final List<String> scopes;

  /**
   * @throws IllegalArgumentException for {@code EACH}: these are questions about configurations
   */
  public Questions(
      List<ConfigurationResults> results, SeedAggregate aggregate, Resampling resampling) {
    this.replicates = new Replicates(results, aggregate);
    this.aggregate = aggregate;
    this.resampling = resampling;
    this.reduced =
        replicates.configurations().stream()
            .map(one -> AggregatedResult.of(one, aggregate))
            .toList();
    // a single group is everything
    this.scopes =
        Stream.concat(
                Stream.of(""),
                replicates.groups().size() > 1 ? replicates.groups().stream() : Stream.empty())
            .toList();
  }

  /** The best accuracy at a bound of at most 10^{@code log10Bound}. */
  public List<Answer> accuracyAt(double log10Bound) {
    return onFront(
        front -> front.stream().filter(p -> p.log10Bound() <= log10Bound).reduce((a, b) -> b),
        Frontier.Point::accuracy,
        NOTHING);
  }

  /** The smallest bound, as log10, that comes with at least this accuracy. */
  public List<Answer> boundAt(double accuracy) {
    return onFront(
        front -> front.stream().filter(p -> p.accuracy() >= accuracy).findFirst(),
        Frontier.Point::log10Bound,
        Double.NaN);
  }

  /**
   * Of the configurations with a bound of at most 10^{@code log10Bound} whose accuracy is no more
   * than {@code within} below the best of them, the cheapest.
   *
   * @param cost NaN leaves a configuration out, though not from being the best
   */
  public List<Answer> cheapest(
      double log10Bound, double within, ToDoubleFunction<ConfigurationResults> cost) {
    double[] costs = replicates.configurations().stream().mapToDouble(cost).toArray();
    List<int[]> members = scopes.stream().map(this::members).toList();
    var table = new SeedTable(replicates.configurations(), aggregate);
    double[] observed = allowed(table, null, log10Bound);
    int[] chosen = members.stream().mapToInt(m -> chosen(m, observed, costs, within)).toArray();
    double[][] accuracies = new double[chosen.length][resampling.resamples()];
    int[] stillGood = new int[chosen.length];
    RandomGenerator random = resampling.generator();
    for (int i = 0; i < resampling.resamples(); i++) {
      double[] drawn = allowed(table, random, log10Bound);
      for (int scope = 0; scope < chosen.length; scope++) {
        if (chosen[scope] >= 0) {
          double accuracy = drawn[chosen[scope]];
          accuracies[scope][i] = accuracy;
          boolean good =
              accuracy != NOTHING && accuracy >= best(members.get(scope), drawn) - within;
          stillGood[scope] += good ? 1 : 0;
        }
      }
    }
    var answers = new ArrayList<Answer>();
    for (int scope = 0; scope < chosen.length; scope++) {
      answers.add(
          chosen[scope] < 0
              ? none(scopes.get(scope))
              : new Answer(
                  scopes.get(scope),
                  reduced.get(chosen[scope]),
                  estimate(observed[chosen[scope]], accuracies[scope]),
                  (double) stillGood[scope] / resampling.resamples(),
                  costs[chosen[scope]]));
    }
    return answers;
  }

  /** What these answers cannot tell, in whole sentences. */
  public List<String> warnings() {
    return Warnings.of(replicates.configurations(), reduced);
  }

  private List<Answer> onFront(
      Function<List<Frontier.Point>, Optional<Frontier.Point>> choose,
      ToDoubleFunction<Frontier.Point> value,
      double nothing) {
    List<Optional<Frontier.Point>> observed =
        fronts(replicates.observed()).stream().map(choose).toList();
    double[][] values = new double[observed.size()][resampling.resamples()];
    int[] same = new int[observed.size()];
    RandomGenerator random = resampling.generator();
    for (int i = 0; i < resampling.resamples(); i++) {
      List<List<Frontier.Point>> drawn = fronts(replicates.next(random));
      for (int scope = 0; scope < observed.size(); scope++) {
        Optional<Frontier.Point> answer = choose.apply(drawn.get(scope));
        values[scope][i] = answer.isPresent() ? value.applyAsDouble(answer.get()) : nothing;
        same[scope] +=
            answer.map(Frontier.Point::order).equals(observed.get(scope).map(Frontier.Point::order))
                ? 1
                : 0;
      }
    }
    var answers = new ArrayList<Answer>();
    for (int scope = 0; scope < observed.size(); scope++) {
      String name = scopes.get(scope);
      double[] drawn = values[scope];
      double share = (double) same[scope] / resampling.resamples();
      answers.add(
          observed
              .get(scope)
              .map(
                  point ->
                      new Answer(
                          name,
                          reduced.get((int) point.order()),
                          estimate(value.applyAsDouble(point), drawn),
                          share,
                          Double.NaN))
              .orElse(none(name)));
    }
    return answers;
  }

  private Estimate estimate(double value, double[] drawn) {
    return new Resampled(value, drawn).estimate(resampling.level());
  }

  private static Answer none(String scope) {
    return new Answer(scope, null, new Estimate(Double.NaN, Double.NaN, Double.NaN), 0, Double.NaN);
  }

  /** In the order of the scopes. */
  private List<List<Frontier.Point>> fronts(Replicates.Fronts fronts) {
    return scopes.size() == 1
        ? List.of(fronts.overall())
        : Stream.concat(Stream.of(fronts.overall()), fronts.byGroup().stream()).toList();
  }

  private int[] members(String scope) {
    return IntStream.range(0, reduced.size())
        .filter(i -> scope.isEmpty() || reduced.get(i).configuration().group().equals(scope))
        .toArray();
  }

  /** The accuracy of each configuration whose bound is small enough. */
  private double[] allowed(SeedTable table, @Nullable RandomGenerator random, double limit) {
    double[] accuracies = new double[reduced.size()];
    for (int i = 0; i < accuracies.length; i++) {
      table.draw(i, random);
      accuracies[i] = table.log10Bound() <= limit ? table.accuracy() : NOTHING;
    }
    return accuracies;
  }

  private static double best(int[] members, double[] accuracies) {
    return IntStream.of(members).mapToDouble(i -> accuracies[i]).max().orElse(NOTHING);
  }

  /** Of two that cost the same the more accurate; -1 if there is none. */
  private static int chosen(int[] members, double[] accuracies, double[] costs, double within) {
    double best = best(members, accuracies);
    int chosen = -1;
    for (int i : members) {
      boolean good =
          accuracies[i] != NOTHING && accuracies[i] >= best - within && !Double.isNaN(costs[i]);
      boolean better =
          chosen < 0
              || costs[i] < costs[chosen]
              || (costs[i] == costs[chosen] && accuracies[i] > accuracies[chosen]);
      chosen = good && better ? i : chosen;
    }
    return chosen;
  }
}
