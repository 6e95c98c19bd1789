package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.statistics.AggregatedResult;
import dev.lipsweep.domain.frontier.statistics.ConfigurationResults;
import dev.lipsweep.domain.frontier.statistics.SeedResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the trials of a configuration together, in a question of bound and accuracy. */
final class Seeds {
  private Seeds() {}

  /** A point for each configuration whose bound is known. */
  static List<FrontierPoint> together(List<FrontierPoint> results, FrontierQuery query) {
    var configurations = new LinkedHashMap<String, List<FrontierPoint>>();
    results.forEach(
        result ->
            configurations
                .computeIfAbsent(result.configurationHash(), hash -> new java.util.ArrayList<>())
                .add(result));
    return configurations.values().stream()
        .flatMap(trials -> together(trials, query.objectives().getFirst().metric(), query).stream())
        .toList();
  }

  private static Optional<FrontierPoint> together(
      List<FrontierPoint> trials, Metric bound, FrontierQuery query) {
    List<FrontierPoint> bySeed =
        trials.stream().sorted(Comparator.comparingLong(FrontierPoint::seed)).toList();
    FrontierPoint first = bySeed.getFirst();
    AggregatedResult one =
        AggregatedResult.of(
            new ConfigurationResults(
                first.configurationHash(),
                "",
                bySeed.stream()
                    .map(t -> new SeedResult(t.seed(), t.bound().log10(), t.accuracy()))
                    .toList()),
            query.seeds());
    if (!one.isKnown()) {
      return Optional.empty();
    }
    return Optional.of(
        new FrontierPoint(
            bySeed.stream().map(FrontierPoint::trialId).toList(),
            first.sweepId(),
            first.number(),
            LogBound.ofLog10(one.log10Bound()),
            one.accuracy(),
            null,
            first.seed(),
            first.parameters(),
            first.configurationHash(),
            Map.of(bound, one.log10Bound(), Metric.ACCURACY, one.accuracy())));
  }
}
