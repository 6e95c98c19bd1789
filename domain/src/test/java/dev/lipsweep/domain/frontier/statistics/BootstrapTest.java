package dev.lipsweep.domain.frontier.statistics;

import static dev.lipsweep.domain.frontier.statistics.Samples.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.domain.frontier.statistics.PairedBootstrap.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Resampling RESAMPLING = new Resampling(2_000, 3, .95);

  @Test
  void holm_gives_the_numbers_of_the_textbook() {
    assertThat(Holm.adjusted(new double[] {.01, .04, .03, .005}))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(.03, .06, .06, .02);
    assertThat(Holm.adjusted(new double[] {.6, .7})).containsExactly(1, 1);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }

  @Test
  void percentiles_are_order_statistics_and_keep_infinities() {
    double[] values = IntStream.rangeClosed(1, 999).mapToDouble(i -> i).toArray();
    assertThat(new Resampled(500, values).estimate(.95)).isEqualTo(new Estimate(500, 25, 975));
    values[998] = Double.NaN;
    values[0] = Double.NEGATIVE_INFINITY;
    assertThat(new Resampled(500, values).estimate(.998))
        .isEqualTo(new Estimate(500, Double.NEGATIVE_INFINITY, Double.NaN));
    assertThat(new Resampled(0, new double[] {1, 2, 3}).pValueOfZero()).isEqualTo(.5);
    assertThat(new Resampled(0, new double[] {-1, 1, Double.NaN}).pValueOfZero()).isEqualTo(1);
  }

  @Test
  void what_a_seed_does_to_both_sides_cancels_out() {
    double[] before = {.2, .4, .6};
    double[] after = {.25, .45, .65};
    Estimate difference = PairedBootstrap.meanDifference(before, after, RESAMPLING).estimate(.95);
    assertThat(difference.low()).isCloseTo(.05, within(1e-12));
    assertThat(difference.high()).isCloseTo(.05, within(1e-12));

    var reference = new Hypervolume(new BoundRange(0, 10), 0);
    var pair =
        new Pair(
            configuration("m", "a", 2, .2, 2, .4, 2, .6),
            configuration("m", "a", 2, .25, 2, .45, 2, .65));
    Estimate volume =
        PairedBootstrap.hypervolumeDifference(
                List.of(pair), SeedAggregate.MEAN, reference, RESAMPLING)
            .estimate(.95);
    assertThat(volume.value()).isCloseTo(8 * .05, within(1e-12));
    assertThat(volume.low()).isCloseTo(8 * .05, within(1e-12));
    assertThat(volume.high()).isCloseTo(8 * .05, within(1e-12));
  }

  @Test
  void a_mean_of_three_varies_as_its_standard_error() {
    double[] after = {.1, .2, .6};
    double[] means = new double[20_000];
    for (int i = 0; i < 2; i++) {
      Resampled drawn =
          PairedBootstrap.meanDifference(new double[3], after, new Resampling(10_000, i, .95));
      for (int j = 0; j < 10_000; j++) {
        means[i * 10_000 + j] = drawn.resamples()[j];
      }
    }
    double mean = Arrays.stream(means).average().orElseThrow();
    double variance =
        Arrays.stream(means).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(.3, within(.005));
    // s^2 / n with s^2 = (.04 + .01 + .09) / 2
    assertThat(variance).isCloseTo(.07 / 3, within(.001));
  }

  @Test
  void sides_of_a_pair_with_other_seeds_are_refused() {
    assertThatThrownBy(
            () -> new Pair(configuration("m", "a", 1, .5), configuration("m", "a", 1, .5, 1, .5)))
        .hasMessageContaining("same seeds");
  }

  @Test
  void k_of_n_seeds_attain_the_kth_best_of_their_frontiers() {
    // seed 0: .3 from 1, .5 from 4; seed 1: .4 from 2; seed 2: .1 from 3
    var results =
        List.of(configuration("m", "a", 1, .3, 2, .4, 3, .1), configuration("m", "b", 4, .5));
    List<Attainment> attainment = Attainment.of(results);
    assertThat(attainment).hasSize(3);
    assertThat(attainment.get(0).steps()).containsExactly(step(1, .3), step(2, .4), step(4, .5));
    assertThat(attainment.get(1).steps()).containsExactly(step(2, .3), step(4, .4));
    assertThat(attainment.get(2).steps()).containsExactly(step(3, .1));
    assertThat(attainment.get(2).of()).isEqualTo(3);
  }

  @Test
  void two_curves_are_compared_where_both_are_and_exactly() {
    var first = curve(new Frontier.Point(1, .2, 0), new Frontier.Point(6, .6, 1));
    var second = curve(new Frontier.Point(2, .4, 0));
    Comparison comparison = Comparison.of(first, second, new BoundRange(0, 10)).orElseThrow();
    assertThat(comparison.range()).isEqualTo(new BoundRange(2, 10));
    assertThat(comparison.ahead()).isEqualTo(.5);
    assertThat(comparison.behind()).isEqualTo(.5);
    assertThat(comparison.advantage()).isCloseTo(0, within(1e-12));
    assertThat(comparison.crossovers()).containsExactly(new Comparison.Crossover(6, true));
    assertThat(Comparison.of(first, second, new BoundRange(0, 2))).isEmpty();
    assertThat(Comparison.of(first, curve(), new BoundRange(0, 9))).isEmpty();
    Comparison equal = Comparison.of(first, first, new BoundRange(0, 10)).orElseThrow();
    assertThat(equal.ahead() + equal.behind()).isZero();
  }

  private static AccuracyCurve curve(Frontier.Point... points) {
    return AccuracyCurve.of(List.of(points));
  }

  private static Attainment.Step step(double log10Bound, double accuracy) {
    return new Attainment.Step(log10Bound, accuracy);
  }
}
