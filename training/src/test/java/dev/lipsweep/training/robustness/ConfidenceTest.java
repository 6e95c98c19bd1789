package dev.lipsweep.training.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {

  /** Two-sided 95 % intervals of Clopper and Pearson, from the definition by binomial tails. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0.3085",
    "1, 10, 0.0025, 0.4450",
    "5, 10, 0.1871, 0.8129",
    "10, 10, 0.6915, 1"
  })
  void counts_give_the_known_intervals(int successes, int trials, double lower, double upper) {
    assertThat(Binomial.lower(successes, trials, 0.025)).isCloseTo(lower, within(5e-5));
    assertThat(Binomial.upper(successes, trials, 0.025)).isCloseTo(upper, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({"0.6, false", "0.95, false", "0.95, true", "0.999, true"})
  void the_bound_of_a_mean_is_wrong_no_more_often_than_it_says(double p, boolean knownVariance) {
    var random = new SplittableRandom(11);
    double alpha = 0.05;
    int wrong = 0;
    for (int run = 0; run < 400; run++) {
      var values = new double[300];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextDouble() < p ? 1 : 0;
      }
      double variance = knownVariance ? p * (1 - p) : Double.POSITIVE_INFINITY;
      wrong += Mean.lower(values, variance, alpha) > p ? 1 : 0;
    }
    // 20 of 400 are expected at most; 35 have a chance below one in a thousand
    assertThat(wrong).isLessThan(35);
  }

  @Test
  void a_small_variance_that_is_known_tightens_the_bound() {
    var values = new double[1000];
    java.util.Arrays.fill(values, 0.9);
    double known = Mean.lower(values, 1e-6, 0.001);
    double seen = Mean.lower(values, Double.POSITIVE_INFINITY, 0.001);
    assertThat(known).isGreaterThan(seen).isGreaterThan(0.89);
  }
}
