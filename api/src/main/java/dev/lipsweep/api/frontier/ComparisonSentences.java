package dev.lipsweep.api.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.statistics.Estimate;
import dev.lipsweep.domain.frontier.statistics.MethodComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two methods against each other, in words. */
final class ComparisonSentences {
  private ComparisonSentences() {}

  static List<String> of(MethodComparison one) {
    boolean firstLeads = one.advantage().value() >= 0;
    String leader = firstLeads ? one.first() : one.second();
    String other = firstLeads ? one.second() : one.first();
    var sentences = new ArrayList<String>();
    sentences.add(
        "at equal bound, %s is ahead of %s on %s of the range %s to %s, and behind on %s"
            .formatted(
                leader,
                other,
                percent(firstLeads ? one.ahead() : one.behind()),
                bound(one.range().low()),
                bound(one.range().high()),
                percent(firstLeads ? one.behind() : one.ahead())));
    sentences.add(
        "on average by %s points of accuracy: %s"
            .formatted(points(one.advantage(), firstLeads), verdict(one, leader)));
    for (MethodComparison.Crossover crossover : one.crossovers()) {
      sentences.add(
          "the lead passes to %s at a bound of %s (%s to %s; in %s %% of the resamples)"
              .formatted(
                  crossover.firstLeads() ? one.first() : one.second(),
                  bound(crossover.log10Bound().value()),
                  bound(crossover.log10Bound().low()),
                  bound(crossover.log10Bound().high()),
                  whole(crossover.found())));
    }
    return sentences;
  }

  private static String verdict(MethodComparison one, String leader) {
    String p = String.format(Locale.ROOT, "p = %.2g with all pairs counted", one.adjustedPValue());
    return switch (one.verdict()) {
      case FIRST_AHEAD, SECOND_AHEAD -> "%s is better (%s)".formatted(leader, p);
      case UNDECIDED -> "these seeds do not decide it (%s)".formatted(p);
      case TOO_FEW_SEEDS ->
          "too few seeds to say, since a configuration on these frontiers has fewer than %d"
              .formatted(MethodComparison.FEWEST_SEEDS);
    };
  }

  private static String percent(Estimate share) {
    return "%s %% (%s to %s)"
        .formatted(whole(share.value()), whole(share.low()), whole(share.high()));
  }

  private static String points(Estimate advantage, boolean firstLeads) {
    double sign = firstLeads ? 100 : -100;
    double low = sign * (firstLeads ? advantage.low() : advantage.high());
    double high = sign * (firstLeads ? advantage.high() : advantage.low());
    return String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", sign * advantage.value(), low, high);
  }

  private static String whole(double share) {
    return String.format(Locale.ROOT, "%.0f", 100 * share);
  }

  private static String bound(double log10) {
    return LogBound.ofLog10(log10).text();
  }
}
