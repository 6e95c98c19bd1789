package dev.lipsweep.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.ExpectedGrowth.Belief;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
  private final Random random = new Random(41);

  private List<@Nullable Object[]> places(int count) {
    return Stream.generate(
            () ->
                new @Nullable Object[] {
                  random.nextDouble(), random.nextBoolean() ? "muon" : "adamw"
                })
        .limit(count)
        .toList();
  }

  @Test
  void the_belief_is_the_formula_with_the_matrix_inverted_by_an_independent_library() {
    List<@Nullable Object[]> places = places(12);
    double[] values = random.doubles(12).toArray();
    var kernel = new GaussianProcess.Kernel(new double[] {.4, 1.5}, .1);
    GaussianProcess process = GaussianProcess.of(places, values, kernel);
    RealMatrix matrix = MatrixUtils.createRealMatrix(12, 12);
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        double noise = i == j ? .1 : 0;
        matrix.setEntry(i, j, kernel.of(Features.squared(places.get(i), places.get(j))) + noise);
      }
    }
    RealMatrix inverse = new LUDecomposition(matrix).getSolver().getInverse();
    double mean = Arrays.stream(values).average().orElseThrow();
    RealVector centred = MatrixUtils.createRealVector(values).mapSubtract(mean);
    double variance = centred.dotProduct(inverse.operate(centred)) / 12;
    for (@Nullable Object[] place : places(5)) {
      RealVector covariance =
          MatrixUtils.createRealVector(
              places.stream()
                  .mapToDouble(other -> kernel.of(Features.squared(other, place)))
                  .toArray());
      Belief belief = process.at(place);
      assertThat(belief.mean())
          .isCloseTo(mean + covariance.dotProduct(inverse.operate(centred)), within(1e-9));
      double left = 1 - covariance.dotProduct(inverse.operate(covariance));
      assertThat(belief.deviation()).isCloseTo(Math.sqrt(variance * left), within(1e-9));
    }
  }

  @Test
  void a_value_that_is_added_counts_as_if_it_had_been_there_from_the_start() {
    List<@Nullable Object[]> places = places(20);
    double[] values = random.doubles(20).toArray();
    var kernel = new GaussianProcess.Kernel(new double[] {.4, 1.5}, .1);
    GaussianProcess added =
        GaussianProcess.of(places.subList(0, 17), Arrays.copyOf(values, 17), kernel);
    for (int i = 17; i < 20; i++) {
      added = added.with(places.get(i), values[i]);
    }
    GaussianProcess whole = GaussianProcess.of(places, values, kernel);
    for (@Nullable Object[] place : places(5)) {
      assertThat(added.at(place)).isEqualTo(whole.at(place));
    }
  }

  @Test
  void a_parameter_that_does_not_matter_gets_a_long_length_and_noise_is_seen_as_noise() {
    List<@Nullable Object[]> places = places(60);
    double[] smooth =
        places.stream().mapToDouble(place -> Math.sin(6 * (double) place[0])).toArray();
    GaussianProcess.Kernel kernel = GaussianProcess.fit(places, smooth);
    assertThat(kernel.lengths()[1]).isGreaterThan(2 * kernel.lengths()[0]);
    double[] noisy =
        IntStream.range(0, 60).mapToDouble(i -> smooth[i] + random.nextGaussian()).toArray();
    assertThat(GaussianProcess.fit(places, noisy).noise()).isGreaterThan(10 * kernel.noise());
  }
}
