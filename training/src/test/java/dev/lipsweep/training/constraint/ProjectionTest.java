package dev.lipsweep.training.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;
import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Stacks;
import dev.lipsweep.training.oracle.Svd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The scripts of the constraints on matrices as they are stored, (rows <= columns), against the
 * SVD.
 */
class ProjectionTest {

  private static final int[][] SHAPES = {{12, 12}, {12, 30}, {4, 100}};

  private final Random random = new Random(3);

  @Test
  void the_soft_cap_maps_singular_values_by_its_polynomial() {
    for (int[] shape : SHAPES) {
      for (double update : new double[] {.02, .3, 1, 3}) {
        var constraint = new SpectralSoftCap(1.7);
        Layer layer = layer(shape[0], shape[1]);
        Matrix w = reaching(shape, layer.scale() * (1.7 + update));
        double[] strengths = SoftCapStrength.sound(1.7, update);
        DoubleUnaryOperator map =
            x -> {
              double y = x / layer.scale();
              for (double a : strengths) {
                double z = y - a * y * y * y;
                y = z + a * z * z * z;
              }
              return y * layer.scale();
            };
        Matrix result = project(constraint, layer, update, w).getFirst();
        assertThat(result.largestDifference(Svd.of(w).map(map))).isLessThan(1e-5);
        assertThat(Svd.of(result).largest()).isCloseTo(1.7 * layer.scale(), within(1e-5));
      }
    }
  }

  @Test
  void layers_of_one_stack_that_need_fewer_caps_are_not_capped_more() {
    var constraint = new SpectralSoftCap(1);
    Layer layer = layer(6, 6);
    Matrix near = reaching(new int[] {6, 6}, 1.01);
    Matrix far = reaching(new int[] {6, 6}, 3);
    double[] few = constraint.coefficients(layer, 1, .01);
    double[] many = constraint.coefficients(layer, 1, 2);
    assertThat(few.length).isLessThan(many.length);
    List<Matrix> both =
        Stacks.run(
            Stack.COLUMN + constraint.script(),
            "project",
            List.of(near, far),
            Arrays.copyOf(few, many.length),
            many);
    assertThat(both.get(0).largestDifference(project(constraint, layer, .01, near).getFirst()))
        .isLessThan(1e-6);
    assertThat(Svd.of(both.get(1)).largest()).isCloseTo(1, within(1e-5));
  }

  @Test
  void the_coupling_of_the_reference_divides_the_update_by_the_layers_scale() {
    var layer = new Layer("mlp_in", Layer.Kind.LINEAR, 16, 4, 1, Layer.Initial.NORM_ONE);
    var reference = new SpectralSoftCap(1, SpectralSoftCap.Coupling.REFERENCE);
    assertThat(reference.coefficients(layer, 1, .02))
        .isEqualTo(new SpectralSoftCap(1).coefficients(layer, 1, .01));
  }

  @Test
  void normalizing_brings_a_norm_down_to_the_cap_and_leaves_the_others() {
    for (int[] shape : SHAPES) {
      var constraint = new SpectralNormalize(2);
      Layer layer = layer(shape[0], shape[1]);
      Matrix large = reaching(shape, layer.scale() * 5);
      Matrix small = reaching(shape, layer.scale() * 1.9);
      List<Matrix> result = project(constraint, layer, 0, large, small);
      assertThat(Svd.of(result.get(0)).largest() / layer.scale()).isBetween(1.998, 2.0001);
      assertThat(result.get(1).largestDifference(small)).isLessThan(1e-6);
    }
  }

  /**
   * The worst case of power iteration: many values just below the largest, none far above the rest.
   */
  @Test
  void normalizing_holds_the_cap_on_crowded_spectra() {
    for (int seed = 0; seed < 5; seed++) {
      Matrix m = Matrix.random(48, 48, new Random(seed));
      double[] values = Svd.of(m).values();
      Matrix crowded = Svd.of(m).map(x -> 3 - 0.002 * (values[47] - x));
      var constraint = new SpectralNormalize(1);
      Matrix result = project(constraint, layer(48, 48), 0, crowded).getFirst();
      assertThat(Svd.of(result).largest()).isBetween(0.999, 1.001);
    }
  }

  @Test
  void matrices_of_rank_zero_and_one_are_no_trouble() {
    for (Constraint constraint : List.of(new SpectralNormalize(0.5), new SpectralSoftCap(0.5))) {
      for (int[] shape : SHAPES) {
        Layer layer = layer(shape[0], shape[1]);
        Matrix column = Matrix.random(shape[0], 1, random);
        Matrix one = column.times(Matrix.random(1, shape[1], random));
        Matrix rankOne = one.times(0.6 * layer.scale() / Svd.of(one).largest());
        List<Matrix> result =
            project(constraint, layer, 0.1, Matrix.zeros(shape[0], shape[1]), rankOne);
        assertThat(result.get(0).frobenius()).isZero();
        assertThat(Svd.of(result.get(1)).largest() / layer.scale()).isBetween(0.4995, 0.5001);
      }
    }
  }

  private static Layer layer(int rows, int columns) {
    return new Layer("any", Layer.Kind.LINEAR, rows, columns, 1, Layer.Initial.NORM_ONE);
  }

  /** A random matrix whose largest singular value is this. */
  private Matrix reaching(int[] shape, double largest) {
    Matrix m = Matrix.random(shape[0], shape[1], random);
    return m.times(largest / Svd.of(m).largest());
  }

  private static List<Matrix> project(
      Constraint constraint, Layer layer, double update, Matrix... stack) {
    List<double[]> table = new ArrayList<>();
    for (Matrix any : stack) {
      table.add(constraint.coefficients(layer, 1, update));
    }
    return Stacks.run(
        Stack.COLUMN + constraint.script(),
        "project",
        List.of(stack),
        table.toArray(double[][]::new));
  }
}
