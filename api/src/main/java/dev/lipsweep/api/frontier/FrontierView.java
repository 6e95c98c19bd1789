package dev.lipsweep.api.frontier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.persistence.frontier.FrontierGroup;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import dev.lipsweep.persistence.frontier.FrontierQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A frontier of one sweep or several.
 *
 * @param name of a frontier that has one
 * @param sweepId of the frontier of one sweep
 * @param rule by which bounds are; null if the frontier is of none
 * @param objectives such as {@code bound:certified:min}
 * @param by the parameters grouped by; without any there is one group
 * @param asOf the results that were there at this time, if it was asked for
 * @param common parameters that all points share, only if they are not said at each
 * @param results every COMPLETED trial, only if asked for
 */
record FrontierView(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID sweepId,
    List<UUID> sweeps,
    @Nullable String rule,
    List<String> objectives,
    List<String> by,
    String seeds,
    String evidence,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant asOf,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> common,
    List<Group> groups,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Point> results) {

  static FrontierView of(
      FrontierSubject subject, List<FrontierGroup> groups, @Nullable List<FrontierPoint> results) {
    FrontierQuery query = subject.query();
    return new FrontierView(
        subject.name(),
        subject.sweepId(),
        query.sweeps(),
        query.rule(),
        query.objectives().stream().map(Objective::text).toList(),
        query.by(),
        query.seeds().text(),
        query.evidence().text(),
        query.asOf(),
        null,
        groups.stream().map(Group::of).toList(),
        results == null ? null : results.stream().map(Point::of).toList());
  }

  /**
   * The same with fewer words: a point has thirty parameters, of which few differ, a hash of them
   * that cannot be compressed, and a finite bound that its log10 says as well.
   */
  FrontierView compact() {
    List<Point> points =
        Stream.concat(
                groups.stream().flatMap(group -> group.points().stream()),
                results == null ? Stream.of() : results.stream())
            .toList();
    Map<String, Object> shared =
        points.isEmpty() ? Map.of() : new TreeMap<>(points.getFirst().parameters());
    points.forEach(point -> shared.entrySet().retainAll(point.parameters().entrySet()));
    return new FrontierView(
        name,
        sweepId,
        sweeps,
        rule,
        objectives,
        by,
        seeds,
        evidence,
        asOf,
        shared,
        groups.stream()
            .map(
                group ->
                    new Group(
                        group.group(),
                        group.points().stream().map(point -> point.without(shared)).toList()))
            .toList(),
        results == null ? null : results.stream().map(point -> point.without(shared)).toList());
  }

  /** One frontier, by its first objective, the best value first. */
  record Group(Map<String, @Nullable Object> group, List<Point> points) {
    static Group of(FrontierGroup group) {
      return new Group(group.group(), group.points().stream().map(Point::of).toList());
    }
  }

  /**
   * @param trialIds the trials whose seeds are taken together; left out for a single one
   * @param log10Bound null if the bound is zero, infinite or unknown; {@code bound} says which
   * @param bound left out of a compact answer where it is finite
   * @param configurationHash left out of a compact answer
   * @param metrics what was asked for besides bound, accuracy and loss; null for what is not finite
   */
  record Point(
      UUID trialId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UUID> trialIds,
      UUID sweepId,
      int number,
      @Nullable Double log10Bound,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LogBound bound,
      double accuracy,
      @Nullable Double loss,
      long seed,
      Map<String, Object> parameters,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String configurationHash,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, @Nullable Double> metrics) {
    static Point of(FrontierPoint point) {
      boolean finite = point.bound().kind() == LogBound.Kind.FINITE;
      return new Point(
          point.trialId(),
          point.trialIds().size() > 1 ? point.trialIds() : null,
          point.sweepId(),
          point.number(),
          finite ? point.bound().log10() : null,
          point.bound(),
          point.accuracy(),
          point.loss(),
          point.seed(),
          point.parameters(),
          point.configurationHash(),
          further(point));
    }

    private Point without(Map<String, Object> shared) {
      var own = new TreeMap<>(parameters);
      own.keySet().removeAll(shared.keySet());
      return new Point(
          trialId,
          trialIds,
          sweepId,
          number,
          log10Bound,
          log10Bound == null ? bound : null,
          accuracy,
          loss,
          seed,
          own,
          null,
          metrics);
    }

    private static Map<String, @Nullable Double> further(FrontierPoint point) {
      var further = new TreeMap<String, @Nullable Double>();
      point
          .metrics()
          .forEach(
              (metric, value) -> {
                if (!metric.isBound()
                    && !metric.equals(Metric.ACCURACY)
                    && !metric.equals(Metric.LOSS)) {
                  further.put(metric.name(), Double.isFinite(value) ? value : null);
                }
              });
      return further;
    }
  }
}
