package dev.lipsweep.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Stacks;
import dev.lipsweep.training.oracle.Svd;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NewtonSchulzTest {

  private final Random random = new Random(5);

  @Test
  void six_steps_take_values_from_0_003_to_1_into_0_9956_to_0_9993() {
    var images =
        DoubleStream.iterate(0.003, x -> x <= 1, x -> x + 1e-5)
            .map(NewtonSchulz::map)
            .summaryStatistics();
    assertThat(images.getMin()).isGreaterThan(0.99555);
    assertThat(images.getMax()).isLessThan(0.99935);
  }

  @Test
  void no_value_comes_out_above_the_bound_that_constraints_rely_on() {
    double largest =
        DoubleStream.iterate(0, x -> x <= 1, x -> x + 1e-6)
            .map(NewtonSchulz::map)
            .max()
            .orElseThrow();
    assertThat(largest).isBetween(0.99, NewtonSchulz.LARGEST);
  }

  @Test
  void singular_vectors_stay_and_values_are_mapped_whatever_the_shape() {
    for (int columns : new int[] {12, 20, 24, 60, 300}) {
      List<Matrix> stack =
          List.of(Matrix.random(12, columns, random), withValues(12, columns, 1, 0.5, 0.1, 0.01));
      List<Matrix> result = orthogonalize(stack);
      for (int i = 0; i < 2; i++) {
        Matrix m = stack.get(i);
        double size = m.frobenius();
        Matrix expected = Svd.of(m).map(x -> NewtonSchulz.map(x / size));
        assertThat(result.get(i).largestDifference(expected))
            .as("12 x %d, matrix %d", columns, i)
            .isLessThan(2e-4);
      }
    }
  }

  @Test
  void values_far_below_the_largest_never_overshoot() {
    for (int columns : new int[] {16, 64}) {
      double[] values = DoubleStream.iterate(1, x -> x * 0.35).limit(16).toArray();
      Matrix result = orthogonalize(List.of(withValues(16, columns, values))).getFirst();
      assertThat(Svd.of(result).largest()).isLessThan(1.0001);
    }
  }

  @Test
  void matrices_of_rank_zero_and_one_and_tiny_ones_are_no_trouble() {
    for (int columns : new int[] {8, 40}) {
      Matrix one = withValues(8, columns, 3);
      List<Matrix> result = orthogonalize(List.of(Matrix.zeros(8, columns), one, one.times(1e-9)));
      assertThat(result.get(0).frobenius()).isZero();
      Matrix expected = one.times(NewtonSchulz.map(1) / 3);
      assertThat(result.get(1).largestDifference(expected)).isLessThan(1e-4);
      assertThat(result.get(2).largestDifference(expected)).isLessThan(1e-3);
    }
  }

  private static List<Matrix> orthogonalize(List<Matrix> stack) {
    return Stacks.run(NewtonSchulz.script(), "orthogonalize", stack);
  }

  /** Random singular vectors with the values given; the rest are zero. */
  private Matrix withValues(int rows, int columns, double... values) {
    Matrix m = Matrix.random(rows, columns, random);
    double[] own = Svd.of(m).values();
    return Svd.of(m)
        .map(
            x -> {
              for (int i = 0; i < values.length; i++) {
                if (Math.abs(x - own[own.length - 1 - i]) < 1e-9) {
                  return values[i];
                }
              }
              return 0;
            });
  }
}
