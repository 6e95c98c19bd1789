package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.json.CanonicalJson;
import dev.lipsweep.persistence.Jsonb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * What a named frontier was at a time, with everything that it follows from: the content of a
 * snapshot.
 *
 * @param definition with everything filled in
 * @param rule by which bounds are; null if the frontier is of none
 * @param sweeps that the definition meant
 * @param asOf the results that were there at this time
 */
public record FrontierState(
    String frontier,
    Map<String, Object> definition,
    @Nullable String rule,
    List<UUID> sweeps,
    Instant asOf,
    List<Group> groups) {

  /** One frontier of it. */
  public record Group(Map<String, @Nullable Object> group, List<Point> points) {}

  /**
   * A point.
   *
   * @param trialIds whose result it is; of several seeds if they are taken together
   * @param log10Bound null if the bound is zero, infinite or unknown; {@code boundKind} says which
   * @param metrics the finite ones
   * @param ruleVersion of the rule that the bound is by; null if the frontier is of no bound
   * @param codeVersions that the trials were trained by
   */
  public record Point(
      List<UUID> trialIds,
      UUID sweepId,
      int number,
      long seed,
      String configurationHash,
      Map<String, Object> parameters,
      @Nullable Double log10Bound,
      LogBound.Kind boundKind,
      double accuracy,
      @Nullable Double loss,
      Map<String, Double> metrics,
      @Nullable Integer ruleVersion,
      List<String> codeVersions) {

    /** The bound as a point of the axis: infinite for zero and infinity. */
    double x() {
      return switch (boundKind) {
        case ZERO -> Double.NEGATIVE_INFINITY;
        case INFINITE -> Double.POSITIVE_INFINITY;
        case FINITE -> log10Bound == null ? Double.NaN : log10Bound;
        case UNKNOWN -> Double.NaN;
      };
    }
  }

  /** Canonical JSON: keys sorted, no white space, numbers by value. */
  public String canonical() {
    return CanonicalJson.write(Jsonb.tree(Jsonb.write(this)));
  }

  /** The state that {@link #canonical} has written. */
  public static FrontierState read(String json) {
    return Jsonb.read(json, new TypeReference<FrontierState>() {});
  }

  /** The same question with another answer. */
  FrontierState with(List<Group> others) {
    return new FrontierState(frontier, definition, rule, sweeps, asOf, others);
  }

  /** How many points it has in all groups. */
  public int size() {
    return groups.stream().mapToInt(group -> group.points().size()).sum();
  }
}
