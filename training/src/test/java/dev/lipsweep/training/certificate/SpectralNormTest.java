package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.training.oracle.Svd;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectralNormTest {
  private final Random random = new Random(5);

  @ParameterizedTest
  @CsvSource({"1,1", "1,9", "9,1", "2,2", "5,40", "40,5", "33,33", "64,256", "128,128"})
  void it_lies_above_the_largest_singular_value_and_close(int rows, int columns) {
    for (int i = 0; i < 3; i++) {
      isTightBound(gaussian(rows, columns));
    }
  }

  @Test
  void it_holds_for_a_rank_one_matrix() {
    double[] u = random.doubles(20, -1, 1).toArray();
    double[] v = random.doubles(30, -1, 1).toArray();
    var values = new double[600];
    Arrays.setAll(values, i -> u[i / 30] * v[i % 30]);
    isTightBound(new Matrix(20, 30, values));
  }

  @Test
  void it_holds_where_all_singular_values_are_equal() {
    isTightBound(Weights.orthogonal(96, 32, 1.7, random));
    isTightBound(Weights.orthogonal(64, 64, 1e-3, random));
  }

  @ParameterizedTest
  @CsvSource({"1e-60", "1e-30", "1e30", "1e60"})
  void it_holds_at_any_scale(double scale) {
    isTightBound(gaussian(8, 12).scaledRows(filled(8, scale)));
  }

  @Test
  void a_zero_matrix_has_norm_zero() {
    assertThat(SpectralNorm.upperBound(new Matrix(4, 3, new double[12]))).isZero();
  }

  @Test
  void a_matrix_that_is_not_finite_has_no_finite_norm() {
    Matrix matrix = gaussian(4, 4);
    matrix.values()[5] = Double.NaN;
    assertThat(SpectralNorm.upperBound(matrix)).isNaN();
    matrix.values()[5] = Double.NEGATIVE_INFINITY;
    assertThat(SpectralNorm.upperBound(matrix)).isInfinite().isPositive();
  }

  private void isTightBound(Matrix matrix) {
    double exact = Svd.of(Weights.oracle(matrix)).largest();
    double bound = SpectralNorm.upperBound(matrix);
    // Jacobi's own last digits
    assertThat(bound).isGreaterThanOrEqualTo(exact * (1 - 1e-13));
    assertThat(bound).isLessThanOrEqualTo(exact * (1 + SpectralNorm.SLACK));
  }

  private Matrix gaussian(int rows, int columns) {
    return new Matrix(
        rows, columns, random.doubles((long) rows * columns).map(x -> 2 * x - 1).toArray());
  }

  private static double[] filled(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }
}
