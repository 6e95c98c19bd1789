package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.Metric;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result of a trial, or of all trials of a configuration taken together.
 *
 * @param trialIds whose result it is; the first one's number and seed are the point's
 * @param bound by the rule of the question; the trial's own if the question is not of a bound. On a
 *     frontier of bounds never UNKNOWN
 * @param metrics the values of the question's objectives and further metrics, those that the trial
 *     has; a bound by its log10
 */
public record FrontierPoint(
    List<UUID> trialIds,
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
    trialIds = List.copyOf(trialIds);
    metrics = Map.copyOf(metrics);
  }

  /** The trial, or the first of several. */
  public UUID trialId() {
    return trialIds.getFirst();
  }

  /** A metric that the question asked for; NaN if the trial does not have it. */
  public double value(Metric metric) {
    return metrics.getOrDefault(metric, Double.NaN);
  }
}
