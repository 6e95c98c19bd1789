package dev.lipsweep.cli.client;

import dev.lipsweep.domain.bound.LogBound;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's answers as far as the command line shows them. Fields that a newer server adds are
 * skipped; fields that are not there yet are null.
 */
public final class Views {
  private Views() {}

  /** One page of a list; {@code nextCursor} is null on the last one. */
  public record Page<T>(List<T> items, @Nullable String nextCursor) {}

  /**
   * A sweep.
   *
   * @param trials how many trials are in each state, and {@code total}
   * @param progress share of all steps that are done, in [0, 1]
   */
  public record Sweep(
      String id,
      String name,
      String state,
      String recipe,
      int priority,
      @Nullable Instant createdAt,
      @Nullable Instant finishedAt,
      Map<String, Integer> trials,
      double progress,
      @Nullable Double etaSeconds,
      @Nullable String message) {
    public int trials(String state) {
      return trials.getOrDefault(state, 0);
    }

    public int finished() {
      return trials("COMPLETED")
          + trials("INFEASIBLE")
          + trials("STOPPED_EARLY")
          + trials("FAILED")
          + trials("CANCELLED");
    }

    public boolean isFinished() {
      return state.equals("COMPLETED") || state.equals("CANCELLED");
    }

    /** True if everything was run to its end: nothing cancelled, nothing failed. */
    public boolean isWell() {
      return state.equals("COMPLETED") && trials("FAILED") == 0;
    }
  }

  /**
   * A bound as the API writes it.
   *
   * @param log10 null unless {@code kind} is FINITE
   */
  public record Bound(LogBound.Kind kind, @Nullable Double log10, String text) {}

  /** How far a running trial is; {@code loss} is null before the first step. */
  public record Progress(
      long step, long steps, @Nullable Double loss, @Nullable Double stepsPerSecond) {}

  /** The trial of another sweep that a result was taken from. */
  public record Origin(String trialId, String sweepId, String sweep, int number) {}

  /** A trial. */
  public record Trial(
      String id,
      String sweepId,
      int number,
      String state,
      String configurationHash,
      Map<String, Object> parameters,
      long seed,
      long epoch,
      int attempts,
      @Nullable Long memoryBytes,
      @Nullable Double accuracy,
      @Nullable Double loss,
      @Nullable Bound bound,
      @Nullable String rule,
      @Nullable Progress progress,
      @Nullable String reason,
      @Nullable Origin origin,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      boolean onFrontier,
      @Nullable Map<String, Double> measures) {

    /** Where something measured lay above a bound: a certificate that is wrong. */
    public Map<String, Double> alarms() {
      var alarms = new java.util.TreeMap<String, Double>();
      if (measures != null) {
        measures.forEach(
            (name, factor) -> {
              if (name.startsWith("alarm/")) {
                alarms.put(name, factor);
              }
            });
      }
      return alarms;
    }
  }

  /**
   * Writes of one kind that came when the attempt no longer held the trial.
   *
   * @param currentEpoch the trial's epoch when the last of them came
   */
  public record RefusedWrite(
      String kind, int refusals, long shownEpoch, long currentEpoch, @Nullable Instant lastAt) {}

  /** One try at a trial, and the lease that it had. */
  public record Lease(
      long epoch,
      String workerName,
      String device,
      String state,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Instant expiredAt,
      @Nullable String cause,
      @Nullable String message,
      @Nullable Long checkpointStep,
      List<RefusedWrite> refused) {}

  /**
   * A point of a frontier.
   *
   * @param log10Bound null for a bound of zero or infinity
   * @param trialIds the trials whose seeds are taken together; null for a single one
   * @param metrics what was asked for besides; null for nothing
   */
  public record FrontierPoint(
      String trialId,
      int number,
      @Nullable Double log10Bound,
      Bound bound,
      double accuracy,
      @Nullable Double loss,
      long seed,
      Map<String, Object> parameters,
      @Nullable List<String> trialIds,
      @Nullable Map<String, @Nullable Double> metrics) {
    /** How many seeds it stands for. */
    public int seeds() {
      return trialIds == null ? 1 : trialIds.size();
    }

    /** The decimal logarithm with infinities in place, for comparing. */
    public double position() {
      return switch (bound.kind()) {
        case ZERO -> Double.NEGATIVE_INFINITY;
        case INFINITE -> Double.POSITIVE_INFINITY;
        case FINITE, UNKNOWN -> log10Bound == null ? Double.NaN : log10Bound;
      };
    }
  }

  /** The frontier of the results that share the values in {@code group}. */
  public record FrontierGroup(Map<String, Object> group, List<FrontierPoint> points) {}

  /** A frontier by groups; one group without keys if it was not split. */
  public record Frontier(
      @Nullable String rule, @Nullable String seeds, List<FrontierGroup> groups) {
    /** Whether the points stand for several seeds each. */
    public boolean isAggregated() {
      return seeds != null && !seeds.equals("each");
    }
  }

  /** A trial that a worker has in hand. */
  public record Held(String attemptId, String trialId, String sweepId, int trialNumber) {}

  /** A worker. */
  public record Worker(
      String id,
      String name,
      String host,
      String state,
      @Nullable Boolean draining,
      int slots,
      int busy,
      @Nullable String codeVersion,
      @Nullable Instant lastSeenAt,
      @Nullable List<Held> attempts) {
    /** True if it gets nothing new and will leave. */
    public boolean isDraining() {
      return Boolean.TRUE.equals(draining) && !state.equals("LEFT");
    }
  }

  /** When a parameter matters. */
  public record Relevance(String parameter, List<String> values) {}

  /** A parameter of a recipe. */
  public record Parameter(
      String name,
      String type,
      String description,
      String allowed,
      @com.fasterxml.jackson.annotation.JsonProperty("default") @Nullable Object defaultValue,
      @Nullable Relevance relevantWhen) {}

  /** A recipe. */
  public record Recipe(String name, int version, String description, List<Parameter> parameters) {}

  /** What a sweep would be, without storing it. */
  public record DryRun(
      int trials,
      int configurations,
      int known,
      int reused,
      @Nullable Double estimateSeconds,
      @Nullable List<String> warnings) {}

  /** How many trials a retry brought back. */
  public record Retried(int retried) {}

  /**
   * An audit's words on one certificate.
   *
   * @param margin log10 of the stored over the recomputed bound
   */
  public record Finding(
      String rule,
      int ruleVersion,
      String verdict,
      Bound stored,
      @Nullable Bound recomputed,
      @Nullable Double margin,
      String reason) {}

  /** An audit of a trial. */
  public record Audit(
      String trialId, String verdict, String reason, double seconds, List<Finding> findings) {}

  /** A certificate of a trial. */
  public record Certificate(String rule, int ruleVersion, Bound bound, @Nullable Boolean sound) {}
}
