package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.BoundRange;
import java.util.List;

/**
 * Two methods at equal bound, with what resampling the seeds makes of it.
 *
 * @param range where they were compared: where both have results
 * @param ahead share of the range where the first attains more
 * @param behind share of the range where the second does
 * @param advantage accuracy that the first has more on average over the range
 * @param pValue two-sided, of the advantage being zero
 * @param adjustedPValue by Holm over all pairs of methods
 */
public record MethodComparison(
    String first,
    String second,
    BoundRange range,
    Estimate ahead,
    Estimate behind,
    Estimate advantage,
    List<Crossover> crossovers,
    double pValue,
    double adjustedPValue,
    Verdict verdict) {
  /** What may be said of two methods. */
  public enum Verdict {
    FIRST_AHEAD,
    SECOND_AHEAD,
    UNDECIDED,
    /** A configuration on one of the frontiers has so few seeds that its noise is not known. */
    TOO_FEW_SEEDS
  }

  /**
   * Where the lead changes hands.
   *
   * @param log10Bound with the interval of the nearest change of the same direction in the
   *     resamples that have one
   * @param firstLeads whether the first leads from there on
   * @param found share of the resamples that have one
   */
  public record Crossover(Estimate log10Bound, boolean firstLeads, double found) {}

  /** Seeds that every configuration on the two frontiers needs for a verdict. */
  public static final int FEWEST_SEEDS = 3;

  MethodComparison adjusted(double adjusted, double level) {
    Verdict reached =
        verdict == Verdict.TOO_FEW_SEEDS || adjusted > 1 - level
            ? verdict
            : advantage.value() > 0 ? Verdict.FIRST_AHEAD : Verdict.SECOND_AHEAD;
    return new MethodComparison(
        first, second, range, ahead, behind, advantage, crossovers, pValue, adjusted, reached);
  }
}
