package dev.lipsweep.domain.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a sweep will go on if as many of its trials run at once as now. Between {@code low} and
 * {@code high} it should end in nine of ten cases: steps of one method scatter between trials, what
 * is known about a method rests on the trials that have ended, and the last trials cannot be shared
 * out among the slots.
 */
public record TimeLeft(Duration low, Duration likely, Duration high) {
  /** The normal distribution's quantile of 95 %. */
  private static final double Z = 1.645;

  /**
   * @param running trials that run at once
   * @return empty if nothing runs, nothing is left, or no trial has ended that would say how long
   *     one takes
   */
  public static Optional<TimeLeft> of(List<MethodPace> paces, int running) {
    long known = paces.stream().mapToLong(MethodPace::finished).sum();
    long left = paces.stream().mapToLong(MethodPace::trialsLeft).sum();
    if (running == 0 || known == 0 || left == 0) {
      return Optional.empty();
    }
    MethodPace all = pooled(paces, known);
    double work = 0;
    double variance = 0;
    double longest = 0;
    for (MethodPace pace : paces) {
      if (pace.trialsLeft() > 0) {
        MethodPace basis = pace.finished() > 0 ? pace : all;
        double deviation = pace.finished() > 1 ? pace.deviation() : all.deviation();
        double evidence = Math.max(1, pace.finished());
        work += pace.stepsLeft() * basis.stepSeconds();
        variance +=
            Math.pow(pace.stepsLeft() * deviation, 2) * (1 / evidence + 1.0 / pace.trialsLeft());
        longest = Math.max(longest, pace.stepsLeft() / pace.trialsLeft() * basis.stepSeconds());
      }
    }
    double slots = Math.min(running, left);
    double even = work / slots;
    double spread = Z * Math.sqrt(variance) / slots;
    double tail = (1 - 1 / slots) * longest;
    return Optional.of(
        new TimeLeft(
            seconds(Math.max(even - spread, 0)),
            seconds(even + tail / 2),
            seconds(even + spread + tail)));
  }

  /** What a method without a finished trial is judged by: the others, as far apart as they are. */
  private static MethodPace pooled(List<MethodPace> paces, long known) {
    double mean = paces.stream().mapToDouble(p -> p.finished() * p.stepSeconds()).sum() / known;
    double variance =
        paces.stream()
                .mapToDouble(
                    p ->
                        p.finished()
                            * (Math.pow(p.deviation(), 2) + Math.pow(p.stepSeconds() - mean, 2)))
                .sum()
            / known;
    return new MethodPace(known, mean, Math.sqrt(variance), 0, 0);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
