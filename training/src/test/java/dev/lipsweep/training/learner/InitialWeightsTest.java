package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Svd;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {

  @Test
  void linear_layers_are_semi_orthogonal_with_norm_1_whatever_their_shape() {
    for (int[] shape : new int[][] {{10, 10}, {30, 10}, {10, 30}, {1, 7}}) {
      Matrix w = weights(layer("any", Layer.Kind.LINEAR, shape), 1, Double.POSITIVE_INFINITY);
      double scale = Math.sqrt((double) shape[0] / shape[1]);
      for (double sigma : Svd.of(w).values()) {
        assertThat(sigma).isCloseTo(scale, within(1e-6));
      }
    }
  }

  @Test
  void a_cap_under_1_is_kept_to_the_last_bit() {
    for (double cap : new double[] {1, 0.3}) {
      Matrix w = weights(layer("any", Layer.Kind.LINEAR, 20, 12), 1, cap);
      assertThat(w.rmsNorm()).isBetween(cap * (1 - 2e-6), cap);
    }
  }

  @Test
  void every_slice_of_a_layer_is_semi_orthogonal_and_within_the_cap() {
    var layer = new Layer("k", Layer.Kind.LINEAR, 12, 12, 1, Layer.Initial.NORM_ONE).inSlices(3);
    for (double cap : new double[] {5, 0.3}) {
      Matrix w = weights(layer, 1, cap);
      for (int h = 0; h < 3; h++) {
        for (double sigma : Svd.of(w.slice(4 * h, 4)).values()) {
          assertThat(sigma).isCloseTo(Math.min(1, cap) * Math.sqrt(1.0 / 3), within(1e-6));
        }
      }
    }
  }

  @Test
  void every_column_of_an_embedding_has_rms_1() {
    Matrix w = weights(layer("embed", Layer.Kind.EMBEDDING, 16, 9), 1, 0.5);
    for (double[] column : w.transposed().rows()) {
      assertThat(new Matrix(new double[][] {column}).rowRms()).isCloseTo(1, within(1e-6));
    }
  }

  /**
   * The numbers are part of the contract: a seed means these weights, on every machine and in every
   * version.
   */
  @Test
  void seed_and_name_decide_and_nothing_else() {
    var layer = layer("embed", Layer.Kind.EMBEDDING, 2, 1);
    float[] first = InitialWeights.of(layer, 1, 1);
    assertThat(InitialWeights.of(layer, 1, 1)).isEqualTo(first);
    assertThat(InitialWeights.of(layer, 2, 1)).isNotEqualTo(first);
    assertThat(InitialWeights.of(layer("head", Layer.Kind.EMBEDDING, 2, 1), 1, 1))
        .isNotEqualTo(first);
    assertThat(Arrays.toString(first)).isEqualTo("[-1.345534, 0.43535987]");
  }

  private static Layer layer(String name, Layer.Kind kind, int... shape) {
    return new Layer(name, kind, shape[0], shape[1], 1, Layer.Initial.NORM_ONE);
  }

  private static Matrix weights(Layer layer, long seed, double cap) {
    return Matrix.of(InitialWeights.of(layer, seed, cap), 0, layer.out(), layer.in());
  }
}
