package dev.lipsweep.domain.frontier.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.frontier.SeedAggregate;
import org.junit.jupiter.api.Test;

class SeedReductionTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void bounds_are_reduced_as_logarithms() {
    assertThat(bound(SeedReduction.MEAN, 2, 4, 9)).isEqualTo(5);
    assertThat(bound(SeedReduction.MEDIAN, 9, 2, 4)).isEqualTo(4);
    assertThat(bound(SeedReduction.MEDIAN, 9, 2, 4, 5)).isEqualTo(4.5);
    assertThat(bound(SeedReduction.WORST, 2, 9, 4)).isEqualTo(9);
    assertThat(SeedReduction.WORST.accuracy(new double[] {.3, .2, .4}, 3)).isEqualTo(.2);
  }

  @Test
  void an_unknown_bound_counts_as_larger_than_any_other() {
    assertThat(bound(SeedReduction.MEAN, 2, Double.NaN)).isNaN();
    assertThat(bound(SeedReduction.WORST, 2, Double.NaN, 9)).isNaN();
    assertThat(bound(SeedReduction.MEDIAN, Double.NaN, 2, INF)).isEqualTo(INF);
    assertThat(bound(SeedReduction.MEDIAN, Double.NaN, 2, Double.NaN)).isNaN();
  }

  @Test
  void bounds_of_zero_and_infinity_are_bounds() {
    assertThat(bound(SeedReduction.MEAN, 2, INF)).isEqualTo(INF);
    assertThat(bound(SeedReduction.MEAN, 2, -INF)).isEqualTo(-INF);
    assertThat(bound(SeedReduction.MEAN, INF, -INF)).isNaN();
    assertThat(bound(SeedReduction.MEDIAN, -INF, -INF, INF, INF)).isNaN();
    assertThat(bound(SeedReduction.MEDIAN, -INF, -INF, INF)).isEqualTo(-INF);
    assertThat(bound(SeedReduction.WORST, -INF, 3)).isEqualTo(3);
  }

  @Test
  void a_configuration_says_what_its_seeds_span() {
    var reduced =
        AggregatedResult.of(Samples.configuration("a", "x", 3, .5, 1, .4), SeedAggregate.MEAN);
    assertThat(reduced.log10Bound()).isEqualTo(2);
    assertThat(reduced.accuracy()).isEqualTo(.45);
    assertThat(reduced.leastAccuracy()).isEqualTo(.4);
    assertThat(reduced.mostLog10Bound()).isEqualTo(3);
  }

  private static double bound(SeedReduction reduction, double... log10Bounds) {
    return reduction.bound(log10Bounds, log10Bounds.length);
  }
}
