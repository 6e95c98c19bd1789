package dev.lipsweep.domain.importance;

import java.util.List;

/**
 * The functional analysis of variance of a tree (Hutter, Hoos and Leyton-Brown, "An efficient
 * approach for assessing hyperparameter importance", 2014): exact, because a tree is constant on
 * boxes. Each parameter varies by the shares that its levels have, independently of the others.
 */
final class VarianceShares {
  /** Of the tree's variance: by the parameter alone, and with all in which it has a part. */
  private final double[] main;

  private final double[] total;
  private final double variance;

  private VarianceShares(double[] main, double[] total, double variance) {
    this.main = main;
    this.total = total;
    this.variance = variance;
  }

  double main(int parameter) {
    return main[parameter];
  }

  double total(int parameter) {
    return total[parameter];
  }

  double variance() {
    return variance;
  }

  /**
   * The variance of the mean over all parameters but a set S is the sum over pairs of leaves of
   * their values, times for each parameter in S the share of the levels that both have, and for
   * each other the product of their shares.
   */
  static VarianceShares of(List<Tree.Leaf> leaves, List<Levels> parameters) {
    int count = parameters.size();
    double mean = 0;
    for (Tree.Leaf leaf : leaves) {
      mean += leaf.mean() * volume(leaf, parameters);
    }
    double[] alone = new double[count];
    double[] without = new double[count];
    double all = 0;
    double[] apart = new double[count];
    double[] shared = new double[count];
    for (Tree.Leaf a : leaves) {
      for (Tree.Leaf b : leaves) {
        double values = (a.mean() - mean) * (b.mean() - mean);
        for (int p = 0; p < count; p++) {
          double[] weights = parameters.get(p).weights();
          apart[p] = share(a.masks()[p], weights) * share(b.masks()[p], weights);
          shared[p] = share(a.masks()[p] & b.masks()[p], weights);
        }
        all += a == b ? values * product(shared, shared, -1) : 0;
        for (int p = 0; p < count; p++) {
          alone[p] += values * product(apart, shared, p);
          without[p] += values * product(shared, apart, p);
        }
      }
    }
    double[] main = new double[count];
    double[] total = new double[count];
    for (int p = 0; p < count && all > 0; p++) {
      main[p] = Math.clamp(alone[p] / all, 0, 1);
      total[p] = Math.clamp(1 - without[p] / all, main[p], 1);
    }
    return new VarianceShares(main, total, all);
  }

  /** The product of all of {@code usual}, but of {@code other} at {@code except}. */
  private static double product(double[] usual, double[] other, int except) {
    double product = 1;
    for (int p = 0; p < usual.length; p++) {
      product *= p == except ? other[p] : usual[p];
    }
    return product;
  }

  private static double volume(Tree.Leaf leaf, List<Levels> parameters) {
    double volume = 1;
    for (int p = 0; p < parameters.size(); p++) {
      volume *= share(leaf.masks()[p], parameters.get(p).weights());
    }
    return volume;
  }

  private static double share(long mask, double[] weights) {
    double share = 0;
    for (long left = mask; left != 0; left &= left - 1) {
      share += weights[Long.numberOfTrailingZeros(left)];
    }
    return share;
  }
}
