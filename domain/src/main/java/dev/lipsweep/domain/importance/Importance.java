package dev.lipsweep.domain.importance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much of an objective's variance over a set of configurations each parameter explains, by the
 * functional analysis of variance of a forest of regression trees. The same points give the same
 * answer on every machine.
 *
 * @param fit the share of the variance of results that a tree did not learn from, which the forest
 *     explains; near 0 the shares mean nothing
 * @param parameters those that differ between configurations, the most important first
 */
public record Importance(double fit, List<Share> parameters) {
  /** With fewer results than this there is nothing to say. */
  public static final int FEWEST = 8;

  /** Trees of a forest. */
  public static final int TREES = 64;

  private static final int MOST_LEAVES = 64;
  private static final int SMALLEST_LEAF = 2;
  private static final long SEED = 7;

  /**
   * @param main share of the variance by the parameter alone, 0 to 1
   * @param total share of everything in which it has a part, with the others too; never below
   *     {@code main}
   */
  public record Share(String parameter, double main, double total) {}

  public Importance {
    parameters = List.copyOf(parameters);
  }

  /**
   * @param configurations parameters by name; one that is missing does not matter there
   * @param values the objective of each, finite
   * @throws IllegalArgumentException for fewer than {@link #FEWEST}
   */
  public static Importance of(List<? extends Map<String, ?>> configurations, double[] values) {
    int count = configurations.size();
    if (count < FEWEST || values.length != count) {
      throw new IllegalArgumentException(
          "%d configurations with %d values; needed are %d at least"
              .formatted(count, values.length, FEWEST));
    }
    List<Levels> parameters = Levels.varying(configurations);
    var random = new SplittableRandom(SEED);
    double[] main = new double[parameters.size()];
    double[] total = new double[parameters.size()];
    double[] predicted = new double[count];
    int[] predictions = new int[count];
    int telling = 0;
    for (int tree = 0; tree < TREES; tree++) {
      int[] drawn = IntStream.generate(() -> random.nextInt(count)).limit(count).toArray();
      List<Tree.Leaf> leaves = Tree.grow(parameters, values, drawn, SMALLEST_LEAF, MOST_LEAVES);
      predictOthers(parameters, leaves, drawn, predicted, predictions);
      VarianceShares shares = VarianceShares.of(leaves, parameters);
      if (shares.variance() > 0) {
        telling++;
        for (int p = 0; p < main.length; p++) {
          main[p] += shares.main(p);
          total[p] += shares.total(p);
        }
      }
    }
    var found = new ArrayList<Share>();
    for (int p = 0; p < main.length; p++) {
      int trees = Math.max(1, telling);
      found.add(new Share(parameters.get(p).parameter(), main[p] / trees, total[p] / trees));
    }
    found.sort(Comparator.comparingDouble(Share::total).reversed());
    return new Importance(fit(values, predicted, predictions), found);
  }

  private static void predictOthers(
      List<Levels> parameters,
      List<Tree.Leaf> leaves,
      int[] drawn,
      double[] predicted,
      int[] predictions) {
    boolean[] learnt = new boolean[predicted.length];
    for (int i : drawn) {
      learnt[i] = true;
    }
    for (int i = 0; i < learnt.length; i++) {
      if (!learnt[i]) {
        int configuration = i;
        Tree.Leaf leaf =
            leaves.stream()
                .filter(l -> l.contains(parameters, configuration))
                .findFirst()
                .orElseThrow();
        predicted[i] += leaf.mean();
        predictions[i]++;
      }
    }
  }

  private static double fit(double[] values, double[] predicted, int[] predictions) {
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    double missed = 0;
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      if (predictions[i] > 0) {
        missed += Math.pow(values[i] - predicted[i] / predictions[i], 2);
        all += Math.pow(values[i] - mean, 2);
      }
    }
    return all > 0 ? Math.max(0, 1 - missed / all) : 0;
  }
}
