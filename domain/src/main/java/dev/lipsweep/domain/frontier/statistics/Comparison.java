package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.BoundRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One frontier against another at equal bound, over the range where both have results.
 *
 * @param range from where both attain something to where neither rises any more, inside what was
 *     asked for
 * @param ahead share of the range, in decades, where the first attains more
 * @param behind share of the range where the second does
 * @param advantage how much more accuracy the first attains on average over the range
 * @param crossovers where the lead changes hands, by rising bound
 */
public record Comparison(
    BoundRange range, double ahead, double behind, double advantage, List<Crossover> crossovers) {
  /**
   * @param firstLeads whether the first leads from there on
   */
  public record Crossover(double log10Bound, boolean firstLeads) {}

  /**
   * Compares two step functions exactly.
   *
   * @return empty if they have no range of bounds in common
   */
  public static Optional<Comparison> of(
      AccuracyCurve first, AccuracyCurve second, BoundRange within) {
    double low = Math.max(within.low(), Math.max(first.log10BoundOf(0), second.log10BoundOf(0)));
    double high = within.high();
    if (!(low < high)) {
      return Optional.empty();
    }
    double ahead = 0;
    double behind = 0;
    double advantage = 0;
    double leader = 0;
    var crossovers = new ArrayList<Crossover>();
    int i = 0;
    int j = 0;
    for (double from = low; from < high; ) {
      while (first.log10BoundOf(i) <= from) {
        i++;
      }
      while (second.log10BoundOf(j) <= from) {
        j++;
      }
      double to = Math.min(high, Math.min(first.log10BoundOf(i), second.log10BoundOf(j)));
      double share = (to - from) / (high - low);
      double difference = first.accuracyOf(i - 1) - second.accuracyOf(j - 1);
      ahead += difference > 0 ? share : 0;
      behind += difference < 0 ? share : 0;
      advantage += share * difference;
      double sign = Math.signum(difference);
      if (sign * leader < 0) {
        crossovers.add(new Crossover(from, sign > 0));
      }
      leader = sign == 0 ? leader : sign;
      from = to;
    }
    return Optional.of(
        new Comparison(
            new BoundRange(low, high), ahead, behind, advantage, List.copyOf(crossovers)));
  }
}
