package dev.lipsweep.domain.search;

import dev.lipsweep.domain.frontier.NonDominatedSort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The results that a model learns from, so that the cost of a proposal does not grow with a sweep:
 * one half the best by layers of the frontier, one half from all over the sweep. They take turns,
 * so that the first of them are a small set of the same kind.
 */
final class Relevant {
  static final int MOST = 192;

  /** So many of them decide about lengths and noise. */
  static final int FITTED = 96;

  static final int MOST_PENDING = 32;

  private Relevant() {}

  static List<Observation> of(List<Observation> results) {
    NonDominatedSort sort =
        NonDominatedSort.of(
            IntStream.range(0, results.size()).mapToObj(i -> results.get(i).point(i)).toList());
    List<Integer> best = sort.order();
    // mixed by an odd factor: an order that has nothing to do with when they were trained
    List<Integer> fair =
        IntStream.range(0, results.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> (i + 1) * Sequence.STEP))
            .toList();
    boolean[] chosen = new boolean[results.size()];
    var relevant = new ArrayList<Observation>();
    for (int i = 0; i < results.size() && relevant.size() < MOST; i++) {
      for (int index : new int[] {best.get(i), fair.get(i)}) {
        if (!chosen[index] && relevant.size() < MOST) {
          chosen[index] = true;
          relevant.add(results.get(index));
        }
      }
    }
    return relevant;
  }
}
