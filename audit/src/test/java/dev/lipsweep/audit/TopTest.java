package dev.lipsweep.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopTest {
  private static final int SIZE = 128;
  private static final int RANK = SIZE / 4;

  /** One head's share of an attention is such a matrix. None of these converges unshifted. */
  @ParameterizedTest
  @ValueSource(ints = {18, 25, 34, 36, 47})
  void the_largest_eigenvalue_of_a_matrix_of_low_rank_is_found_and_never_from_below(int seed) {
    var random = new Random(seed);
    RealMatrix factor = MatrixUtils.createRealMatrix(SIZE, RANK);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < RANK; j++) {
        factor.setEntry(i, j, random.nextGaussian() * (j % 2 == 0 ? 1 : 1e-3));
      }
    }
    RealMatrix gram = factor.multiplyTransposed(factor);
    RealMatrix square = gram.multiplyTransposed(gram);

    double expected = Math.pow(new SingularValueDecomposition(factor).getSingularValues()[0], 4);

    assertThat(Top.eigenvalue(square) / expected).isEqualTo(1, within(1e-8)).isGreaterThan(1);
    assertThat(Math.pow(Top.singular(factor), 4) / expected)
        .isEqualTo(1, within(1e-8))
        .isGreaterThan(1);
  }
}
