package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.Metric;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result.
 *
 * @param bound by the rule of the question; the trial's own if the question is not of a bound.
 *     UNKNOWN only then
 * @param metrics the values of the question's objectives and further metrics, those that the trial
 *     has; a bound by its log10
 */
public record FrontierPoint(
    UUID trialId,
    UUID sweepId,
    int number,
    LogBound bound,
    double accuracy,
    @Nullable Double loss,
    long seed,
    Map<String, Object> parameters,
    String configurationHash,
    Map<Metric, Double> metrics) {
  public FrontierPoint {
    metrics = Map.copyOf(metrics);
  }

  /** A metric that the question asked for; NaN if the trial does not have it. */
  public double value(Metric metric) {
    return metrics.getOrDefault(metric, Double.NaN);
  }
}
