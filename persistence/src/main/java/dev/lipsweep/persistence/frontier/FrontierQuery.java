package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.Evidence;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.MetricRange;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.domain.frontier.SeedAggregate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which results, and which frontier of them: all names resolved, every bound by a named rule.
 *
 * @param sweeps whose results; of results that are equal in the objectives the older sweep's stays
 * @param objectives two or three, no metric twice; a result that lacks one of them is left out
 * @param by parameters to group by; empty for one frontier of everything
 * @param filter by parameter the values that are let in, as text; empty lets everything in
 * @param ranges of metrics
 * @param seeds what stands for trials that differ in the seed only
 * @param evidence what the bound has to rest on; of the first bound among the objectives, else of
 *     the trials' own
 * @param asOf only results that were there at this time; null for all
 * @param metrics further metrics that the results shall carry, where they have them
 */
public record FrontierQuery(
    List<UUID> sweeps,
    List<Objective> objectives,
    List<String> by,
    Map<String, List<String>> filter,
    List<MetricRange> ranges,
    SeedAggregate seeds,
    Evidence evidence,
    @Nullable Instant asOf,
    List<Metric> metrics) {
  /** The rule of a sweep that has no results yet. */
  public static final String DEFAULT_RULE = "certified";

  public FrontierQuery {
    sweeps = List.copyOf(sweeps);
    objectives = List.copyOf(objectives);
    by = List.copyOf(by);
    filter = Map.copyOf(filter);
    ranges = List.copyOf(ranges);
    metrics = List.copyOf(metrics);
    if (objectives.size() < 2
        || objectives.stream().map(Objective::metric).distinct().count() < objectives.size()) {
      throw new IllegalArgumentException("a frontier is of different metrics: " + objectives);
    }
    if (objectives.stream().anyMatch(objective -> objective.metric().equals(Metric.BOUND))) {
      throw new IllegalArgumentException("a query's bounds name their rule: " + objectives);
    }
  }

  /** Smallest bound by a rule against largest accuracy, of all results of a sweep. */
  public static FrontierQuery of(UUID sweepId, String rule) {
    return new FrontierQuery(
        List.of(sweepId),
        Objective.usual(rule),
        List.of(),
        Map.of(),
        List.of(),
        SeedAggregate.EACH,
        Evidence.ANY,
        null,
        List.of());
  }

  public FrontierQuery by(List<String> parameters) {
    return new FrontierQuery(
        sweeps, objectives, parameters, filter, ranges, seeds, evidence, asOf, metrics);
  }

  public FrontierQuery filter(Map<String, List<String>> values) {
    return new FrontierQuery(
        sweeps, objectives, by, values, ranges, seeds, evidence, asOf, metrics);
  }

  public FrontierQuery objectives(List<Objective> wanted) {
    return new FrontierQuery(sweeps, wanted, by, filter, ranges, seeds, evidence, asOf, metrics);
  }

  public FrontierQuery seeds(SeedAggregate wanted) {
    return new FrontierQuery(
        sweeps, objectives, by, filter, ranges, wanted, evidence, asOf, metrics);
  }

  public FrontierQuery evidence(Evidence wanted) {
    return new FrontierQuery(sweeps, objectives, by, filter, ranges, seeds, wanted, asOf, metrics);
  }

  public FrontierQuery ranges(List<MetricRange> wanted) {
    return new FrontierQuery(
        sweeps, objectives, by, filter, wanted, seeds, evidence, asOf, metrics);
  }

  public FrontierQuery asOf(@Nullable Instant time) {
    return new FrontierQuery(
        sweeps, objectives, by, filter, ranges, seeds, evidence, time, metrics);
  }

  public FrontierQuery metrics(List<Metric> wanted) {
    return new FrontierQuery(sweeps, objectives, by, filter, ranges, seeds, evidence, asOf, wanted);
  }

  /** The rule of the first bound among the objectives; null if none is a bound. */
  public @Nullable String rule() {
    return objectives.stream()
        .flatMap(objective -> objective.metric().rule().stream())
        .findFirst()
        .orElse(null);
  }

  /** The same text for the same question, on every server. */
  public String text() {
    return List.of(
            sweeps,
            objectives.stream().map(Objective::text).toList(),
            by,
            new TreeMap<>(filter),
            ranges,
            seeds,
            evidence,
            String.valueOf(asOf),
            metrics)
        .toString();
  }
}
