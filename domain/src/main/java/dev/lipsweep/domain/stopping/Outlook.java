package dev.lipsweep.domain.stopping;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What completed trials say of how accuracy and bound move from a rung to the end. */
public final class Outlook {
  private final double[] accuracies;
  private final double[] bounds;

  private Outlook(double[] accuracies, double[] bounds) {
    this.accuracies = accuracies;
    this.bounds = bounds;
  }

  /** From all marks of a rung. */
  public static Outlook of(List<Mark> marks) {
    List<Mark> completed = marks.stream().filter(Mark::isCompleted).toList();
    return new Outlook(
        sorted(completed, Mark::gainedAccuracy), sorted(completed, Mark::gainedBound));
  }

  private static double[] sorted(List<Mark> marks, ToDoubleFunction<Mark> gain) {
    return marks.stream().mapToDouble(gain).sorted().toArray();
  }

  /** Completed trials that it rests on. */
  public int size() {
    return accuracies.length;
  }

  /** What a trial with this mark ends with, if it moves as the others did in the middle. */
  public Mark expected(Mark mark) {
    return new Mark(
        mark.accuracy() + quantile(accuracies, 0.5), mark.log10Bound() + quantile(bounds, 0.5));
  }

  /**
   * The mark, moved in the trial's favour by as much as a trial gains on the others in all but a
   * {@code risk} of the cases; half of the risk is each objective's.
   */
  Mark favoured(Mark mark, double risk) {
    double accuracy = quantile(accuracies, 1 - risk / 2) - quantile(accuracies, 0.5);
    double bound = quantile(bounds, 0.5) - quantile(bounds, risk / 2);
    return new Mark(mark.accuracy() + accuracy, mark.log10Bound() - bound);
  }

  /** Linear between two gains; 0 if there are none. */
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    double place = share * (sorted.length - 1);
    int low = (int) place;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
