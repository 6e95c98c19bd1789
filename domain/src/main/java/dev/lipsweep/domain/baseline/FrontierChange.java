package dev.lipsweep.domain.baseline;

import dev.lipsweep.domain.baseline.CheckedConfiguration.Pair;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the frontiers of baseline and check attain at the same bound: their hypervolumes on the log
 * axis per decade, as accuracy above the least accuracy of all.
 *
 * <p>The interval is a bootstrap's over the seeds of each configuration (Efron and Tibshirani, "An
 * introduction to the bootstrap", 1993, section 13.3, percentiles) and only shown. What decides is
 * the exact test that exchanges baseline and check pair by pair, as {@link SubsetMeans} does: a
 * bootstrap of three seeds is too sure of itself.
 *
 * <p>Hundreds of frontiers of the same results are asked for, so the results are sorted once, and a
 * frontier is one walk along them.
 */
final class FrontierChange {
  private static final int RESAMPLES = 400;
  private static final int EXCHANGES = 999;
  private static final long SEED = 0x66726f6e74696572L;

  /** Per pair, which configuration's; pairs of one configuration lie together. */
  private final int[] firstOfConfiguration;

  private final int[] pairsOfConfiguration;

  /** All results by rising bound: pair i's pinned one is 2 i, its checked one 2 i + 1. */
  private final int[] byBound;

  private final double[] log10Bounds;
  private final double[] accuracies;
  private final double least;

  private FrontierChange(List<Pair> pairs) {
    int n = pairs.size();
    log10Bounds = new double[2 * n];
    accuracies = new double[2 * n];
    firstOfConfiguration = new int[n];
    pairsOfConfiguration = new int[n];
    for (int i = 0; i < n; i++) {
      CheckedTrial pinned = pairs.get(i).pinned();
      CheckedTrial checked = pairs.get(i).checked();
      log10Bounds[2 * i] = pinned.log10Bound();
      accuracies[2 * i] = pinned.accuracy();
      log10Bounds[2 * i + 1] = checked.log10Bound();
      accuracies[2 * i + 1] = checked.accuracy();
    }
    byBound =
        IntStream.range(0, 2 * n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> log10Bounds[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    least = Arrays.stream(accuracies).min().orElse(0);
  }

  /** Empty unless there are two finite bounds to draw a frontier between. */
  static Optional<FrontierChange> of(List<List<Pair>> configurations) {
    List<List<Pair>> bounded =
        configurations.stream()
            .map(pairs -> pairs.stream().filter(FrontierChange::isBounded).toList())
            .filter(pairs -> !pairs.isEmpty())
            .toList();
    var change = new FrontierChange(bounded.stream().flatMap(List::stream).toList());
    int first = 0;
    for (List<Pair> pairs : bounded) {
      for (int i = first; i < first + pairs.size(); i++) {
        change.firstOfConfiguration[i] = first;
        change.pairsOfConfiguration[i] = pairs.size();
      }
      first += pairs.size();
    }
    return change.decades() > 0 ? Optional.of(change) : Optional.empty();
  }

  /** The mean best accuracy of the baseline over the range of bounds, a share. */
  double pinned() {
    return attained(side(0));
  }

  double checked() {
    return attained(side(1));
  }

  int pairs() {
    return firstOfConfiguration.length;
  }

  /** The ends of the 90 % interval of the change, in rising order. */
  double[] interval() {
    var random = new SplittableRandom(SEED);
    double[] changes = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      boolean[] pinned = new boolean[byBound.length];
      boolean[] checked = new boolean[byBound.length];
      for (int i = 0; i < pairs(); i++) {
        int drawn = firstOfConfiguration[i] + random.nextInt(pairsOfConfiguration[i]);
        pinned[2 * drawn] = true;
        checked[2 * drawn + 1] = true;
      }
      changes[r] = attained(checked) - attained(pinned);
    }
    Arrays.sort(changes);
    return new double[] {changes[RESAMPLES / 20 - 1], changes[RESAMPLES - RESAMPLES / 20]};
  }

  /** The chance of a change that low if nothing has changed, and of one that high. */
  double[] chances() {
    double seen = checked() - pinned();
    var random = new SplittableRandom(SEED);
    int low = 0;
    int high = 0;
    for (int e = 0; e < EXCHANGES; e++) {
      boolean[] pinned = new boolean[byBound.length];
      boolean[] checked = new boolean[byBound.length];
      for (int i = 0; i < pairs(); i++) {
        int side = random.nextInt(2);
        pinned[2 * i + side] = true;
        checked[2 * i + 1 - side] = true;
      }
      double change = attained(checked) - attained(pinned);
      low += change <= seen ? 1 : 0;
      high += change >= seen ? 1 : 0;
    }
    return new double[] {(1.0 + low) / (EXCHANGES + 1), (1.0 + high) / (EXCHANGES + 1)};
  }

  private boolean[] side(int side) {
    boolean[] in = new boolean[byBound.length];
    for (int i = 0; i < pairs(); i++) {
      in[2 * i + side] = true;
    }
    return in;
  }

  /** The mean over the range of the best accuracy so far among the results that are in. */
  private double attained(boolean[] in) {
    double best = least;
    double at = log10Bounds[byBound[0]];
    double area = 0;
    for (int result : byBound) {
      if (in[result]) {
        area += (best - least) * (log10Bounds[result] - at);
        at = log10Bounds[result];
        best = Math.max(best, accuracies[result]);
      }
    }
    area += (best - least) * (log10Bounds[byBound[byBound.length - 1]] - at);
    return least + area / decades();
  }

  private double decades() {
    return byBound.length == 0
        ? 0
        : log10Bounds[byBound[byBound.length - 1]] - log10Bounds[byBound[0]];
  }

  private static boolean isBounded(Pair pair) {
    return Double.isFinite(pair.pinned().log10Bound())
        && Double.isFinite(pair.checked().log10Bound());
  }
}
