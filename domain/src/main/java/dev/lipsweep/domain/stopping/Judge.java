package dev.lipsweep.domain.stopping;

import dev.lipsweep.domain.frontier.NonDominatedSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says whether a trial that has reached a rung goes on. */
public final class Judge {
  private Judge() {}

  /**
   * Why the trial is stopped; empty if it goes on.
   *
   * @param rung that it has reached, from 0
   * @param mine what it has there
   * @param others what all others had there that have reached it, stopped ones too
   */
  public static Optional<String> verdict(
      Stopping stopping, int rung, Mark mine, List<Mark> others) {
    if (others.size() < stopping.startup()) {
      return Optional.empty();
    }
    Optional<String> finding =
        switch (stopping.rule()) {
          case NONE -> Optional.empty();
          case MEDIAN -> median(mine, others);
          case ASHA -> asha(stopping, mine, others);
          case PARETO_ASHA -> paretoAsha(stopping, mine, others);
        };
    return finding.map(
        text ->
            String.format(
                Locale.ROOT,
                "stopped by %s at rung %d (%.0f %% of its steps): %s",
                stopping.rule().text(),
                rung + 1,
                100 * stopping.rungs()[rung],
                text));
  }

  private static Optional<String> median(Mark mine, List<Mark> others) {
    double[] sorted = others.stream().mapToDouble(Mark::accuracy).sorted().toArray();
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return mine.accuracy() >= median
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "accuracy %.4f is below the median %.4f of %d others",
                mine.accuracy(),
                median,
                others.size()));
  }

  private static Optional<String> asha(Stopping stopping, Mark mine, List<Mark> others) {
    long better = others.stream().filter(o -> o.accuracy() > mine.accuracy()).count();
    return outside(stopping, (int) better, others.size() + 1, "accuracy");
  }

  /**
   * Out if it is not among the best by layers of bound and accuracy, and if something dominates it
   * even when it is moved in its favour by what this rung has been wrong by.
   */
  private static Optional<String> paretoAsha(Stopping stopping, Mark mine, List<Mark> others) {
    Outlook outlook = Outlook.of(others);
    if (outlook.size() < stopping.startup()) {
      return Optional.empty();
    }
    Mark favoured = outlook.favoured(mine, stopping.risk());
    boolean dominated =
        others.stream()
            .anyMatch(
                o -> o.accuracy() > favoured.accuracy() && o.log10Bound() < favoured.log10Bound());
    if (!dominated) {
      return Optional.empty();
    }
    var marks = new ArrayList<>(others);
    marks.add(mine);
    NonDominatedSort sort =
        NonDominatedSort.of(
            IntStream.range(0, marks.size()).mapToObj(i -> marks.get(i).point(i)).toList());
    int place = sort.order().indexOf(others.size());
    return outside(
        stopping,
        place,
        marks.size(),
        "layers of bound and accuracy, and dominated by more than this rung is wrong by");
  }

  private static Optional<String> outside(Stopping stopping, int better, int all, String by) {
    int kept = Math.ceilDiv(all, stopping.reduction());
    return better < kept
        ? Optional.empty()
        : Optional.of(
            "place %d of %d by %s; the best %d go on".formatted(better + 1, all, by, kept));
  }
}
