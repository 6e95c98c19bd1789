package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.domain.frontier.statistics.ConfigurationResults;
import dev.lipsweep.domain.frontier.statistics.FrontierStatistics;
import dev.lipsweep.domain.frontier.statistics.Questions;
import dev.lipsweep.persistence.frontier.Frontiers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the statistics about frontiers. */
@Component
class FrontierSeeds {
  /** Resamples times groups: keeps a question to some tens of megabytes. */
  private static final int MOST_CURVES = 25_000;

  private final Frontiers frontiers;

  FrontierSeeds(Frontiers frontiers) {
    this.frontiers = frontiers;
  }

  /** Statistics, with the results that they are of. */
  record Answered(SeedResults results, FrontierStatistics statistics) {}

  /** Questions, with the results that they are about. */
  record Asked(SeedResults results, Questions questions) {}

  /**
   * @param range of bounds; null for all that the results span
   * @param above accuracy that hypervolumes are measured above
   */
  Answered statistics(
      FrontierSubject subject, SeedQuery query, @Nullable BoundRange range, double above) {
    var options =
        new FrontierStatistics.Options(query.aggregate(subject), query.resampling(), range, above);
    SeedResults results = results(subject, options.aggregate(), "statistics are", List.of());
    List<ConfigurationResults> configurations = results.configurations();
    long groups = configurations.stream().map(ConfigurationResults::group).distinct().count();
    if (groups > FrontierStatistics.MOST_GROUPS) {
      throw ApiProblem.parameter(
          "by",
          String.join(",", subject.query().by()),
          "statistics compare at most %d groups, and these are %d"
              .formatted(FrontierStatistics.MOST_GROUPS, groups),
          "group by fewer parameters");
    }
    if (options.resampling().resamples() * (groups + 1) > MOST_CURVES) {
      throw ApiProblem.parameter(
          "resamples",
          options.resampling().resamples(),
          "too many for %d groups".formatted(groups),
          "give %d or fewer".formatted(MOST_CURVES / (groups + 1)));
    }
    return new Answered(results, FrontierStatistics.of(configurations, options));
  }

  /**
   * @param cost a metric that configurations will be chosen by; null for none
   */
  Asked questions(FrontierSubject subject, SeedQuery query, @Nullable Metric cost) {
    SeedAggregate aggregate = query.aggregate(subject);
    SeedResults results =
        results(subject, aggregate, "questions are", cost == null ? List.of() : List.of(cost));
    if (cost != null && !results.hasAny(cost)) {
      throw ApiProblem.parameter(
          "cost",
          cost.name(),
          "no result here has this metric",
          "give seconds, steps or one of the measures that GET /api/v1/trials/{id} shows");
    }
    return new Asked(
        results, new Questions(results.configurations(), aggregate, query.resampling()));
  }

  /** Those without a bound too, since a seed without one is news of its configuration. */
  private SeedResults results(
      FrontierSubject subject, SeedAggregate aggregate, String what, List<Metric> metrics) {
    subject.requireBoundAndAccuracy(what);
    if (subject.query().objectives().size() > 2) {
      throw new ApiProblem(
          ProblemType.INVALID_REQUEST, what + " of two objectives; leave the third out");
    }
    return new SeedResults(
        subject, frontiers.results(subject.query().seeds(aggregate).metrics(metrics)));
  }
}
