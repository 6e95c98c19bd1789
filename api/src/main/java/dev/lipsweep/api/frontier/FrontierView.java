package dev.lipsweep.api.frontier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.persistence.frontier.FrontierGroup;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The frontiers of a sweep.
 *
 * @param by the parameters grouped by; without any there is one group
 * @param results every COMPLETED trial, only if asked for
 */
record FrontierView(
    UUID sweepId,
    String rule,
    List<String> objectives,
    List<String> by,
    List<Group> groups,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Point> results) {
  private static final List<String> OBJECTIVES = List.of("log10Bound:min", "accuracy:max");

  static FrontierView of(
      UUID sweepId,
      String rule,
      List<String> by,
      List<FrontierGroup> groups,
      @Nullable List<FrontierPoint> results) {
    return new FrontierView(
        sweepId,
        rule,
        OBJECTIVES,
        by,
        groups.stream().map(Group::of).toList(),
        results == null ? null : results.stream().map(Point::of).toList());
  }

  /** One frontier, by rising bound. */
  record Group(Map<String, @Nullable Object> group, List<Point> points) {
    static Group of(FrontierGroup group) {
      return new Group(group.group(), group.points().stream().map(Point::of).toList());
    }
  }

  /**
   * @param log10Bound null if the bound is zero or infinite; {@code bound} says which
   */
  record Point(
      UUID trialId,
      int number,
      @Nullable Double log10Bound,
      LogBound bound,
      double accuracy,
      @Nullable Double loss,
      long seed,
      Map<String, Object> parameters,
      String configurationHash) {
    static Point of(FrontierPoint point) {
      boolean finite = point.bound().kind() == LogBound.Kind.FINITE;
      return new Point(
          point.trialId(),
          point.number(),
          finite ? point.bound().log10() : null,
          point.bound(),
          point.accuracy(),
          point.loss(),
          point.seed(),
          point.parameters(),
          point.configurationHash());
    }
  }
}
