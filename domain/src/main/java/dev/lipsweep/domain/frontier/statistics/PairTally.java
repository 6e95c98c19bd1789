package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.BoundRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Two methods against each other, over the resamples. */
final class PairTally {
  private final Comparison observed;
  private final BoundRange within;
  private final double[] ahead;
  private final double[] behind;
  private final double[] advantages;
  private final double[][] crossovers;

  /**
   * @param within where to compare
   */
  PairTally(Comparison observed, BoundRange within, int resamples) {
    this.observed = observed;
    this.within = within;
    this.ahead = new double[resamples];
    this.behind = new double[resamples];
    this.advantages = new double[resamples];
    this.crossovers = new double[observed.crossovers().size()][resamples];
  }

  void add(int resample, AccuracyCurve first, AccuracyCurve second) {
    Optional<Comparison> drawn = Comparison.of(first, second, within);
    ahead[resample] = drawn.map(Comparison::ahead).orElse(Double.NaN);
    behind[resample] = drawn.map(Comparison::behind).orElse(Double.NaN);
    advantages[resample] = drawn.map(Comparison::advantage).orElse(Double.NaN);
    for (int i = 0; i < crossovers.length; i++) {
      Comparison.Crossover one = observed.crossovers().get(i);
      crossovers[i][resample] = drawn.map(other -> nearest(other, one)).orElse(Double.NaN);
    }
  }

  /** log10 of the nearest bound where the lead changes in the same direction; NaN if nowhere. */
  private static double nearest(Comparison drawn, Comparison.Crossover one) {
    double nearest = Double.NaN;
    for (Comparison.Crossover other : drawn.crossovers()) {
      double distance = Math.abs(other.log10Bound() - one.log10Bound());
      boolean nearer = !(distance >= Math.abs(nearest - one.log10Bound()));
      if (other.firstLeads() == one.firstLeads() && nearer) {
        nearest = other.log10Bound();
      }
    }
    return nearest;
  }

  /** Without the correction for many pairs. */
  MethodComparison finish(String first, String second, boolean enoughSeeds, double level) {
    var advantage = new Resampled(observed.advantage(), advantages);
    double pValue = advantage.pValueOfZero();
    return new MethodComparison(
        first,
        second,
        observed.range(),
        new Resampled(observed.ahead(), ahead).estimate(level),
        new Resampled(observed.behind(), behind).estimate(level),
        advantage.estimate(level),
        crossovers(level),
        pValue,
        pValue,
        enoughSeeds ? MethodComparison.Verdict.UNDECIDED : MethodComparison.Verdict.TOO_FEW_SEEDS);
  }

  private List<MethodComparison.Crossover> crossovers(double level) {
    return IntStream.range(0, crossovers.length)
        .mapToObj(
            i -> {
              Comparison.Crossover one = observed.crossovers().get(i);
              double[] found = Arrays.stream(crossovers[i]).filter(x -> !Double.isNaN(x)).toArray();
              Estimate where =
                  found.length == 0
                      ? new Estimate(one.log10Bound(), Double.NaN, Double.NaN)
                      : new Resampled(one.log10Bound(), found).estimate(level);
              return new MethodComparison.Crossover(
                  where, one.firstLeads(), (double) found.length / crossovers[i].length);
            })
        .toList();
  }
}
