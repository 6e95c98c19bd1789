package dev.lipsweep.domain.baseline;

import dev.lipsweep.domain.baseline.CheckedConfiguration.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One measure over all configurations: how each moved, and how they moved together.
 *
 * @param configurations one each, in the order given; empty where no pair could be measured
 * @param overall the mean over the configurations that moved; empty if none did
 * @param moved how many did
 */
record MeasuredChange(List<Optional<Change>> configurations, Optional<Change> overall, int moved) {

  static MeasuredChange of(Measure measure, List<List<Pair>> pairs) {
    List<Moves> all = pairs.stream().map(some -> Moves.of(measure, some)).toList();
    // what has not moved by a bit has no noise to tell of, and needs no test
    List<Moves> moved = all.stream().filter(Moves::hasMoved).toList();
    var shared =
        SharedVariance.of(
            moved.stream().mapToDouble(Moves::variance).toArray(),
            moved.stream().mapToInt(moves -> moves.pairs() - 1).toArray());
    List<Optional<Change>> changes =
        all.stream().map(moves -> change(measure, moves, moved.indexOf(moves), shared)).toList();
    return new MeasuredChange(changes, overall(measure, moved, shared), moved.size());
  }

  private static Optional<Change> change(
      Measure measure, Moves moves, int place, SharedVariance shared) {
    if (moves.pairs() == 0) {
      return Optional.empty();
    }
    if (place < 0) {
      return Optional.of(Change.none(measure, moves));
    }
    double noise = Math.sqrt(shared.variances()[place]);
    return Optional.of(
        Change.byT(
            measure,
            moves.pairs(),
            Moves.mean(moves.pinned()),
            Moves.mean(moves.checked()),
            moves.gain(),
            noise / Math.sqrt(moves.pairs()),
            noise,
            shared.degrees()[place]));
  }

  private static Optional<Change> overall(
      Measure measure, List<Moves> moved, SharedVariance shared) {
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    int pairs = moved.stream().mapToInt(Moves::pairs).sum();
    double pinned = moved.stream().mapToDouble(m -> Moves.mean(m.pinned())).average().orElseThrow();
    double checked =
        moved.stream().mapToDouble(m -> Moves.mean(m.checked())).average().orElseThrow();
    double gain = moved.stream().mapToDouble(Moves::gain).average().orElseThrow();
    double noise = Math.sqrt(Arrays.stream(shared.variances()).average().orElseThrow());
    double error =
        Math.sqrt(
                IntStream.range(0, moved.size())
                    .mapToDouble(i -> shared.variances()[i] / moved.get(i).pairs())
                    .sum())
            / moved.size();
    Change byT =
        Change.byT(
            measure, pairs, pinned, checked, gain, error, noise, pairs - (double) moved.size());
    return Optional.of(pairs < SubsetMeans.FEWEST ? byT : bySubsets(byT, moved));
  }

  private static Change bySubsets(Change change, List<Moves> moved) {
    double[] gains = moved.stream().flatMapToDouble(m -> Arrays.stream(m.gains())).toArray();
    // each configuration counts as much as another, however many of its seeds have a pair
    double[] weights =
        moved.stream()
            .flatMapToDouble(m -> Arrays.stream(m.gains()).map(gain -> 1.0 / m.pairs()))
            .toArray();
    var subsets = SubsetMeans.of(gains, weights);
    return new Change(
        change.measure(),
        change.pairs(),
        change.pinned(),
        change.checked(),
        change.gain(),
        subsets.low(Change.LEVEL),
        subsets.high(Change.LEVEL),
        Double.isNaN(change.noise()) ? spread(moved) : change.noise(),
        subsets.pLess(),
        subsets.pGreater());
  }

  /** With one seed each, what sets configurations apart has to stand for noise. */
  private static double spread(List<Moves> moved) {
    double[] gains = moved.stream().mapToDouble(Moves::gain).toArray();
    return Math.sqrt(new Moves(gains, gains, gains).variance());
  }
}
