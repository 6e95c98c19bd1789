package dev.lipsweep.domain.importance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A regression tree over levels (Breiman and others, "Classification and regression trees", 1984):
 * a constant on each of the boxes that it cuts the space into. The split that explains most comes
 * first, so that few leaves say what matters.
 */
final class Tree {
  /**
   * A box and the mean of what lies in it.
   *
   * @param masks for each parameter the levels that belong to the box
   */
  record Leaf(long[] masks, double mean) {
    boolean contains(List<Levels> parameters, int configuration) {
      for (int p = 0; p < masks.length; p++) {
        if ((masks[p] >>> parameters.get(p).of()[configuration] & 1) == 0) {
          return false;
        }
      }
      return true;
    }
  }

  private record Split(int parameter, long left, double gain) {}

  private record Node(long[] masks, int[] members, @Nullable Split split) {
    double gain() {
      return split == null ? 0 : split.gain();
    }
  }

  private final List<Levels> parameters;
  private final double[] values;
  private final int smallest;

  private Tree(List<Levels> parameters, double[] values, int smallest) {
    this.parameters = parameters;
    this.values = values;
    this.smallest = smallest;
  }

  /**
   * @param members the configurations to learn from; one may come several times
   * @param smallest how many of them a leaf holds at least
   */
  static List<Leaf> grow(
      List<Levels> parameters, double[] values, int[] members, int smallest, int mostLeaves) {
    return new Tree(parameters, values, smallest).leaves(members, mostLeaves);
  }

  private List<Leaf> leaves(int[] members, int most) {
    long[] all = new long[parameters.size()];
    for (int p = 0; p < all.length; p++) {
      all[p] = -1L >>> (Long.SIZE - parameters.get(p).weights().length);
    }
    var open = new PriorityQueue<Node>(Comparator.comparingDouble(Node::gain).reversed());
    open.add(node(all, members));
    var leaves = new ArrayList<Leaf>();
    while (!open.isEmpty()) {
      Node node = open.remove();
      Split split = node.split();
      if (split == null || leaves.size() + open.size() + 2 > most) {
        leaves.add(new Leaf(node.masks(), mean(node.members())));
        continue;
      }
      open.add(side(node, split, true));
      open.add(side(node, split, false));
    }
    return leaves;
  }

  private Node side(Node node, Split split, boolean left) {
    long[] masks = node.masks().clone();
    masks[split.parameter()] &= left ? split.left() : ~split.left();
    long kept = masks[split.parameter()];
    int[] of = parameters.get(split.parameter()).of();
    int[] members = IntStream.of(node.members()).filter(i -> (kept >>> of[i] & 1) != 0).toArray();
    return node(masks, members);
  }

  private Node node(long[] masks, int[] members) {
    Split best = null;
    for (int p = 0; p < masks.length; p++) {
      Split split = split(p, masks[p], members);
      if (split != null && (best == null || split.gain() > best.gain())) {
        best = split;
      }
    }
    return new Node(masks, members, best);
  }

  /** The best cut of one parameter; null if there is none that explains anything. */
  private @Nullable Split split(int p, long mask, int[] members) {
    Levels levels = parameters.get(p);
    double[] sums = new double[levels.weights().length];
    int[] counts = new int[sums.length];
    double sum = 0;
    for (int i : members) {
      sums[levels.of()[i]] += values[i];
      counts[levels.of()[i]]++;
      sum += values[i];
    }
    int[] order = order(levels, mask, sums, counts);
    Split best = null;
    long left = 0;
    double leftSum = 0;
    int leftCount = 0;
    for (int k = 0; k + 1 < order.length; k++) {
      left |= 1L << order[k];
      leftSum += sums[order[k]];
      leftCount += counts[order[k]];
      int rightCount = members.length - leftCount;
      if (leftCount < smallest || rightCount < smallest) {
        continue;
      }
      double gap = leftSum / leftCount - (sum - leftSum) / rightCount;
      double gain = gap * gap * leftCount * rightCount / members.length;
      if (gain > 0 && (best == null || gain > best.gain())) {
        best = new Split(p, left, gain);
      }
    }
    return best;
  }

  /** Names by their means: then some cut of this order is the best of all (Fisher, 1958). */
  private static int[] order(Levels levels, long mask, double[] sums, int[] counts) {
    IntStream inside = IntStream.range(0, sums.length).filter(l -> (mask >>> l & 1) != 0);
    if (levels.ordered()) {
      return inside.toArray();
    }
    return inside
        .boxed()
        .sorted(Comparator.comparingDouble(l -> counts[l] == 0 ? 0 : sums[l] / counts[l]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private double mean(int[] members) {
    return IntStream.of(members).mapToDouble(i -> values[i]).average().orElse(0);
  }
}
