package dev.lipsweep.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Stacks;
import dev.lipsweep.training.oracle.Svd;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrthogonaliserTest {

  private final Random random = new Random(5);

  /** The numbers of METHOD.md 1.3, where it has them. */
  @ParameterizedTest
  @CsvSource({
    "SIX_STEP, 0.99555, 0.99935",
    "NANOGPT, 0.9775, 1.14503",
    "JORDAN, 0.681, 1.20237",
    "POLAR_EXPRESS, 0.858, 1.1412"
  })
  void values_from_0_003_to_1_come_out_near_1(
      Orthogonaliser orthogonaliser, double least, double most) {
    var images = scan(0.003, 1, 1e-6).map(orthogonaliser::map).summaryStatistics();
    assertThat(images.getMin()).isBetween(least, least + 0.001);
    assertThat(images.getMax()).isBetween(most - 2e-4, most);
  }

  @ParameterizedTest
  @EnumSource
  void no_value_comes_out_above_the_bound_that_constraints_rely_on(Orthogonaliser orthogonaliser) {
    var images = scan(0, 1, 1e-6).map(orthogonaliser::map).summaryStatistics();
    double largest = orthogonaliser.largest();
    assertThat(images.getMax()).isBetween(largest - 1e-3, largest);
    assertThat(images.getMin()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void singular_vectors_stay_and_values_are_mapped_whatever_the_shape(
      Orthogonaliser orthogonaliser) {
    for (int columns : new int[] {12, 20, 24, 60, 300}) {
      List<Matrix> stack =
          List.of(Matrix.random(12, columns, random), withValues(12, columns, 1, 0.5, 0.1, 0.01));
      List<Matrix> result = orthogonalize(orthogonaliser, stack);
      for (int i = 0; i < 2; i++) {
        Matrix m = stack.get(i);
        double size = m.frobenius();
        Matrix expected = Svd.of(m).map(x -> orthogonaliser.map(x / size));
        assertThat(result.get(i).largestDifference(expected))
            .as("12 x %d, matrix %d", columns, i)
            .isLessThan(2e-4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void values_far_below_the_largest_never_overshoot(Orthogonaliser orthogonaliser) {
    for (int columns : new int[] {16, 64}) {
      double[] values = DoubleStream.iterate(1, x -> x * 0.35).limit(16).toArray();
      Matrix result =
          orthogonalize(orthogonaliser, List.of(withValues(16, columns, values))).getFirst();
      assertThat(Svd.of(result).largest()).isLessThan(orthogonaliser.largest() + 1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void matrices_of_rank_zero_and_one_and_tiny_ones_are_no_trouble(Orthogonaliser orthogonaliser) {
    for (int columns : new int[] {8, 40}) {
      Matrix one = withValues(8, columns, 3);
      List<Matrix> result =
          orthogonalize(orthogonaliser, List.of(Matrix.zeros(8, columns), one, one.times(1e-9)));
      assertThat(result.get(0).frobenius()).isZero();
      Matrix expected = one.times(orthogonaliser.map(1) / 3);
      assertThat(result.get(1).largestDifference(expected)).isLessThan(1e-4);
      // so small a gradient is damped by what is added to the norm, but not beyond sense
      assertThat(Arrays.stream(Svd.of(result.get(2)).values()).max().orElseThrow())
          .isBetween(1e-9, orthogonaliser.largest() + 1e-3);
    }
    assertThat(
            orthogonalize(orthogonaliser, List.of(Matrix.zeros(1, 1).map((i, j, x) -> -2)))
                .getFirst()
                .rows()[0][0])
        .isBetween(-orthogonaliser.largest() - 1e-5, -0.6);
  }

  private static DoubleStream scan(double from, double to, double by) {
    return DoubleStream.iterate(from, x -> x <= to, x -> x + by);
  }

  private static List<Matrix> orthogonalize(Orthogonaliser orthogonaliser, List<Matrix> stack) {
    String script =
        orthogonaliser.script()
            + """
              def as_it_is(self: __torch__.M, m: Tensor) -> Tensor:
                return self.orthogonalize(m, torch.ones([1, 1, 1]))
            """;
    return Stacks.run(script, "as_it_is", stack);
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
