package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.domain.frontier.statistics.Resampling;
import org.jspecify.annotations.Nullable;

/**
 * How the seeds of a question are to be taken together and drawn anew: the query parameters that
 * all such questions have, by name.
 *
 * @param aggregate mean, median or worst; left out, the frontier's own or else mean
 * @param resamples 100 to 10,000; 1,000 if left out
 * @param seed of the generator; 0 if left out
 * @param level of the intervals; 0.95 if left out
 */
record SeedQuery(
    @Nullable String aggregate,
    @Nullable Integer resamples,
    @Nullable Long seed,
    @Nullable Double level) {
  static final SeedQuery USUAL = new SeedQuery(null, null, null, null);

  SeedAggregate aggregate(FrontierSubject subject) {
    if (aggregate != null) {
      SeedAggregate named = FrontierSubjects.aggregate(aggregate);
      if (named == SeedAggregate.EACH) {
        throw ApiProblem.parameter(
            "aggregate",
            aggregate,
            "statistics are over the seeds of a configuration",
            "give mean, median or worst");
      }
      return named;
    }
    SeedAggregate own = subject.query().seeds();
    return own == SeedAggregate.EACH ? SeedAggregate.MEAN : own;
  }

  Resampling resampling() {
    Resampling usual = Resampling.DEFAULT;
    int times = resamples == null ? usual.resamples() : resamples;
    if (times < Resampling.FEWEST || times > Resampling.MOST) {
      throw ApiProblem.parameter(
          "resamples",
          times,
          "too few or too many",
          "give a number from %d to %d".formatted(Resampling.FEWEST, Resampling.MOST));
    }
    double share = level == null ? usual.level() : level;
    if (!(0.5 <= share && share < 1)) {
      throw ApiProblem.parameter(
          "level", share, "no level of an interval", "give a share from 0.5 to below 1");
    }
    return new Resampling(times, seed == null ? usual.seed() : seed, share);
  }

  /** A bound of a query parameter. */
  static LogBound bound(String parameter, String text) {
    try {
      return LogBound.parse(text);
    } catch (NumberFormatException e) {
      throw ApiProblem.parameter(
          parameter, text, "no bound", "give a number such as 1000 or 2.5e264");
    }
  }

  /** A share of a query parameter, such as {@code 0.4} or {@code 40%}. */
  static double share(String parameter, String text) {
    try {
      String stripped = text.strip();
      double share =
          stripped.endsWith("%")
              ? Double.parseDouble(stripped.substring(0, stripped.length() - 1)) / 100
              : Double.parseDouble(stripped);
      if (0 <= share && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // answered below like a number that is no share
    }
    throw ApiProblem.parameter(
        parameter, text, "no share in [0, 1]", "give one such as 0.4, or 40%");
  }
}
