package dev.lipsweep.domain.frontier;

import java.util.List;

/** A metric with a direction. */
public record Objective(Metric metric, Direction direction) {
  public static final Objective ACCURACY = new Objective(Metric.ACCURACY, Direction.MAX);

  /** The smallest bound by a rule. */
  public static Objective bound(String rule) {
    return new Objective(Metric.bound(rule), Direction.MIN);
  }

  /** Smallest bound against largest accuracy: what a frontier is of, if nothing else is said. */
  public static List<Objective> usual(String rule) {
    return List.of(bound(rule), ACCURACY);
  }

  /** Such as {@code accuracy:max}. */
  public String text() {
    return metric.name() + ":" + direction.text();
  }
}
