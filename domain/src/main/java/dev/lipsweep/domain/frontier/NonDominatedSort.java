package dev.lipsweep.domain.frontier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Results in layers: the frontier is layer 0, the frontier of what is left without it layer 1, and
 * so on; and within its layer, how much room each result has (Deb and others, "A fast and elitist
 * multiobjective genetic algorithm: NSGA-II", 2002, sections III.A and III.B).
 */
public final class NonDominatedSort {
  private final int[] layers;
  private final double[] room;

  private NonDominatedSort(int[] layers, double[] room) {
    this.layers = layers;
    this.room = room;
  }

  /** Sorted by bound, a result belongs to the first layer whose accuracy it beats. */
  public static NonDominatedSort of(List<Frontier.Point> points) {
    int[] layers = new int[points.size()];
    double[] best = new double[points.size()];
    int count = 0;
    for (int i : sorted(points)) {
      double accuracy = points.get(i).accuracy();
      int low = 0;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (best[middle] >= accuracy) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      layers[i] = low;
      best[low] = accuracy;
      count = Math.max(count, low + 1);
    }
    return new NonDominatedSort(layers, room(points, layers, count));
  }

  /** The layer of the {@code index}-th result. */
  public int layer(int index) {
    return layers[index];
  }

  /**
   * The crowding distance of the {@code index}-th result in its layer; infinite at the layer's
   * ends.
   */
  public double room(int index) {
    return room[index];
  }

  /** Indexes of the results, best first: by layer, then those with more room. */
  public List<Integer> order() {
    return IntStream.range(0, layers.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(i -> layers[i])
                .thenComparing(i -> room[i], Comparator.reverseOrder()))
        .toList();
  }

  private static double[] room(List<Frontier.Point> points, int[] layers, int count) {
    var members = new ArrayList<List<Integer>>();
    for (int layer = 0; layer < count; layer++) {
      members.add(new ArrayList<>());
    }
    for (int i : sorted(points)) {
      members.get(layers[i]).add(i);
    }
    double[] room = new double[layers.length];
    for (List<Integer> layer : members) {
      Frontier.Point first = points.get(layer.getFirst());
      Frontier.Point last = points.get(layer.getLast());
      double bounds = last.log10Bound() - first.log10Bound();
      double accuracies = last.accuracy() - first.accuracy();
      room[layer.getFirst()] = Double.POSITIVE_INFINITY;
      room[layer.getLast()] = Double.POSITIVE_INFINITY;
      for (int k = 1; k + 1 < layer.size(); k++) {
        Frontier.Point before = points.get(layer.get(k - 1));
        Frontier.Point after = points.get(layer.get(k + 1));
        room[layer.get(k)] =
            share(after.log10Bound() - before.log10Bound(), bounds)
                + share(after.accuracy() - before.accuracy(), accuracies);
      }
    }
    return room;
  }

  /** A layer with a bound of zero or an infinite one has no width to share. */
  private static double share(double part, double whole) {
    return whole > 0 && Double.isFinite(whole) ? part / whole : 0;
  }

  private static int[] sorted(List<Frontier.Point> points) {
    Integer[] order = IntStream.range(0, points.size()).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparing(points::get, Frontier.BY_BOUND));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }
}
