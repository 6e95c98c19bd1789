package dev.lipsweep.domain.search;

import static dev.lipsweep.domain.search.Winsor.clipped;

import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.ExpectedGrowth;
import dev.lipsweep.domain.frontier.ExpectedGrowth.Belief;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.recipe.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes where two Gaussian processes, of log10 bound and of accuracy, expect the hypervolume to
 * grow most. Points that are pending count as if they had come out as expected. Where no growth
 * worth naming is expected any more, it fills the widest gap of the frontier.
 */
final class FrontierSearch implements Proposals.Informed {
  /** Growth below this share of what is there is none. */
  private static final double WORTH = 1e-4;

  private final Search search;
  private final Pool pool;

  FrontierSearch(Search search, DrawnSpace space) {
    this.search = search;
    this.pool = new Pool(search, space);
  }

  @Override
  public Proposal next(Known known, int wanted) {
    List<Observation> results = Relevant.of(known.results());
    List<Candidate> candidates = new ArrayList<>(pool.of(known, results));
    var model = new Model(results, known.pending(), candidates);
    var points = new ArrayList<Configuration>();
    String reason = "no points are left";
    while (points.size() < wanted && !candidates.isEmpty()) {
      Choice choice = model.best(candidates);
      if (points.isEmpty()) {
        reason = choice.reason();
      }
      Candidate best = candidates.remove(choice.index());
      points.add(best.configuration());
      model.believe(best.configuration());
    }
    return new Proposal(points, known.counter() + Pool.DRAWN, reason);
  }

  private record Choice(int index, String reason) {}

  /** What is believed, and how good each candidate is. */
  private static final class Model {
    private final Features features;
    private final List<Frontier.Point> front;
    private final Hypervolume reference;
    private final double volume;
    private GaussianProcess bound;
    private GaussianProcess accuracy;

    Model(List<Observation> results, List<Configuration> pending, List<Candidate> candidates) {
      var all = new ArrayList<Configuration>();
      results.forEach(result -> all.add(result.configuration()));
      candidates.forEach(candidate -> all.add(candidate.configuration()));
      all.addAll(pending);
      features = Features.of(all);
      List<@Nullable Object[]> places = new ArrayList<>();
      results.forEach(result -> places.add(features.of(result.configuration())));
      List<Frontier.Point> points =
          IntStream.range(0, results.size()).mapToObj(i -> results.get(i).point(i)).toList();
      front = Frontier.of(points);
      reference =
          new Hypervolume(
              BoundRange.of(points).orElseThrow(),
              points.stream().mapToDouble(Frontier.Point::accuracy).min().orElseThrow());
      volume = reference.of(points);
      double[] x = clipped(results.stream().mapToDouble(Observation::log10Bound).toArray());
      double[] y = clipped(results.stream().mapToDouble(Observation::accuracy).toArray());
      bound = process(places, x);
      accuracy = process(places, y);
      pending.stream().limit(Relevant.MOST_PENDING).forEach(this::believe);
    }

    private static GaussianProcess process(List<@Nullable Object[]> places, double[] values) {
      int fitted = Math.min(values.length, Relevant.FITTED);
      return GaussianProcess.of(
          places,
          values,
          GaussianProcess.fit(places.subList(0, fitted), Arrays.copyOf(values, fitted)));
    }

    /** From now on it counts as if it had come out as expected. */
    void believe(Configuration configuration) {
      @Nullable Object[] place = features.of(configuration);
      bound = bound.with(place, bound.at(place).mean());
      accuracy = accuracy.with(place, accuracy.at(place).mean());
    }

    Choice best(List<Candidate> candidates) {
      ExpectedGrowth growth = ExpectedGrowth.beyond(front, reference);
      Belief[] boundOf = new Belief[candidates.size()];
      Belief[] accuracyOf = new Belief[candidates.size()];
      double[] scores = new double[candidates.size()];
      for (int i = 0; i < scores.length; i++) {
        @Nullable Object[] place = features.of(candidates.get(i).configuration());
        boundOf[i] = bound.at(place);
        accuracyOf[i] = accuracy.at(place);
        scores[i] = growth.of(boundOf[i], accuracyOf[i]);
      }
      int best = largest(scores);
      boolean grows = scores[best] > WORTH * volume;
      if (!grows && front.size() > 1) {
        best = inWidestGap(boundOf);
      }
      String why =
          grows
              ? "expected to add %.2g to a hypervolume of %.3g".formatted(scores[best], volume)
              : "in the frontier's widest gap";
      return new Choice(
          best,
          String.format(
              Locale.ROOT,
              "%s; expected log10 bound %.2f +- %.2f, accuracy %.3f +- %.3f",
              why,
              boundOf[best].mean(),
              boundOf[best].deviation(),
              accuracyOf[best].mean(),
              accuracyOf[best].deviation()));
    }

    private int inWidestGap(Belief[] boundOf) {
      int widest =
          IntStream.range(0, front.size() - 1)
              .boxed()
              .max(
                  Comparator.comparingDouble(
                      i -> front.get(i + 1).log10Bound() - front.get(i).log10Bound()))
              .orElseThrow();
      double low = front.get(widest).log10Bound();
      double high = front.get(widest + 1).log10Bound();
      return largest(
          Arrays.stream(boundOf).mapToDouble(b -> b.below(high) - b.below(low)).toArray());
    }

    private static int largest(double[] scores) {
      return IntStream.range(0, scores.length)
          .boxed()
          .max(Comparator.comparingDouble(i -> scores[i]))
          .orElseThrow();
    }
  }
}
