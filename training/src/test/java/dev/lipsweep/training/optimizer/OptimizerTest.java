package dev.lipsweep.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.oracle.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer has to do, and be spared. */
class OptimizerTest {
  private static final double ETA = 0.07;

  private final Random random = new Random(11);

  static Stream<Optimizer> optimizers() {
    return Optimizers.all().stream();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void steps_are_those_of_plain_java(Optimizer optimizer) {
    for (List<Layer> layers :
        List.of(
            List.of(linear(5, 13), linear(13, 5)), // the second lies on its side
            List.of(linear(6, 6), linear(6, 6)),
            List.of(new Layer("e", Layer.Kind.EMBEDDING, 4, 7, 0.3, Layer.Initial.NORM_ONE)))) {
      List<Matrix> weights = random(layers, 1);
      List<List<Matrix>> gradients = new ArrayList<>();
      for (int step = 0; step < 4; step++) {
        gradients.add(random(layers, step == 0 ? 0 : 0.3)); // the first gradients may be zero
      }
      compare(optimizer, layers, weights, gradients);
    }
  }

  /** Gradients orthogonal to each channel, and to the layer but not to its channels. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void steps_are_those_of_plain_java_where_gradients_do_not_change_norms(Optimizer optimizer) {
    List<Layer> layers = List.of(linear(4, 12), linear(12, 4));
    List<Matrix> weights =
        layers.stream()
            .map(l -> Matrix.zeros(l.out(), l.in()).map((i, j, x) -> j % 2 == 0 ? 1 : 0.5))
            .toList();
    List<Matrix> byChannel =
        layers.stream()
            .map(l -> Matrix.zeros(l.out(), l.in()).map((i, j, x) -> j % 2 == 0 ? 0.1 : -0.2))
            .toList();
    List<Matrix> byLayer =
        layers.stream()
            .map(l -> Matrix.zeros(l.out(), l.in()).map((i, j, x) -> i % 2 == 0 ? 0.1 : -0.1))
            .toList();
    // along the weights, so that there is something to take out of the next direction
    List<Matrix> radial = weights.stream().map(w -> w.times(0.1)).toList();
    for (List<List<Matrix>> gradients :
        List.of(List.of(byChannel), List.of(radial, byChannel), List.of(radial, byLayer))) {
      compare(optimizer, layers, weights, gradients);
    }
    if (optimizer instanceof SgdP sgdp) {
      var sgd = new Sgd(sgdp.beta());
      for (List<Matrix> second : List.of(byChannel, byLayer)) {
        Matrix plain = Updates.run(sgd, layers, ETA, weights, List.of(radial, second)).getFirst();
        Matrix tangent =
            Updates.run(sgdp, layers, ETA, weights, List.of(radial, second)).getFirst();
        assertThat(tangent.largestDifference(plain)).isGreaterThan(1e-3);
      }
    }
  }

  private static void compare(
      Optimizer optimizer, List<Layer> layers, List<Matrix> weights, List<List<Matrix>> gradients) {
    List<Matrix> got = Updates.run(optimizer, layers, ETA, weights, gradients);
    for (int i = 0; i < layers.size(); i++) {
      int layer = i;
      List<Matrix> own = gradients.stream().map(all -> all.get(layer)).toList();
      Matrix expected = PlainOptimizer.run(optimizer, layers.get(i), ETA, weights.get(i), own);
      assertThat(got.get(i).largestDifference(expected))
          .as("%s, %s", optimizer, layers.get(i).name())
          .isLessThan(1e-4 * (1 + expected.frobenius()));
      if (gradients.getLast().get(i).frobenius() > 0) {
        assertThat(got.get(i).largestDifference(weights.get(i))).isGreaterThan(1e-4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void nothing_becomes_nan_however_odd_the_matrix(Optimizer optimizer) {
    for (Layer layer :
        List.of(
            linear(1, 1),
            linear(1, 200),
            linear(200, 1),
            linear(4, 300),
            linear(9, 9),
            new Layer("e", Layer.Kind.EMBEDDING, 3, 5, 0.3, Layer.Initial.NORM_ONE))) {
      Matrix zero = Matrix.zeros(layer.out(), layer.in());
      Matrix one = zero.map((i, j, x) -> (i + 1.0) * (j - 2.0)); // of rank one
      Matrix constant = zero.map((i, j, x) -> 0.25);
      Matrix some = Matrix.random(layer.out(), layer.in(), random);
      List<Matrix> weights = new ArrayList<>();
      List<Matrix> gradients = new ArrayList<>();
      for (Matrix w : List.of(zero, one, some)) {
        for (Matrix g : List.of(zero, one, constant, some.times(1e-7), some.times(1e4))) {
          weights.add(w);
          gradients.add(g);
        }
      }
      List<Matrix> zeros = Collections.nCopies(weights.size(), zero);
      List<Matrix> after =
          Updates.run(
              optimizer,
              Collections.nCopies(weights.size(), layer),
              ETA,
              weights,
              List.of(zeros, gradients, zeros, gradients));
      for (int i = 0; i < weights.size(); i++) {
        assertThat(after.get(i).frobenius()).as("%s, %s", optimizer, layer).isFinite();
        if (gradients.get(i) == zero && optimizer.cap() == Double.POSITIVE_INFINITY) {
          assertThat(after.get(i).largestDifference(weights.get(i))).isLessThan(1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void no_update_adds_more_to_a_norm_than_is_declared(Optimizer optimizer) {
    for (Layer layer : List.of(linear(5, 13), linear(13, 5), linear(6, 6), linear(1, 9))) {
      double bound = optimizer.updateNorm(layer, ETA);
      if (Double.isInfinite(bound)) {
        continue;
      }
      Matrix zero = Matrix.zeros(layer.out(), layer.in());
      Matrix small = Matrix.random(layer.out(), layer.in(), random);
      // one row that was quiet and then is not, and all entries alike: the worst for some
      Matrix row = zero.map((i, j, x) -> i == 0 ? random.nextGaussian() : 1e-4);
      Matrix equal = zero.map((i, j, x) -> 1);
      List<Matrix> first = List.of(zero, small, row, equal);
      List<Matrix> second = List.of(small, row, small, equal);
      List<Matrix> weights =
          first.stream()
              .map(any -> Matrix.random(layer.out(), layer.in(), random))
              .map(w -> w.times(Math.min(0.3, optimizer.cap() / w.rmsNorm())))
              .toList();
      List<Layer> layers = Collections.nCopies(weights.size(), layer);
      List<Matrix> before = Updates.run(optimizer, layers, ETA, weights, List.of(first));
      List<Matrix> after = Updates.run(optimizer, layers, ETA, weights, List.of(first, second));
      for (int i = 0; i < weights.size(); i++) {
        double norm = after.get(i).rmsNorm();
        assertThat(norm - before.get(i).rmsNorm())
            .as("%s, %s", optimizer, layer)
            .isLessThan(bound * 1.0005);
        if (optimizer.cap() == Double.POSITIVE_INFINITY) {
          assertThat(after.get(i).plus(before.get(i).times(-1)).rmsNorm())
              .isLessThan(bound * 1.0005);
        } else {
          assertThat(norm).isLessThan(optimizer.cap() * 1.0005);
        }
      }
    }
  }

  @Test
  void the_bound_of_adam_atan2_is_nearly_reached_and_that_of_muon_is_reached() {
    Layer layer = linear(5, 13);
    Matrix zero = Matrix.zeros(5, 13);
    Matrix equal = zero.map((i, j, x) -> 1);
    var atan = new AdamAtan2(0.9, 0.95);
    // a first gradient gives atan2(1, 1) = pi/4
    assertThat(one(atan, layer, equal).rmsNorm())
        .isBetween(0.499 * atan.updateNorm(layer, ETA), 0.501 * atan.updateNorm(layer, ETA));
    var muon = new Muon();
    Matrix some = Matrix.random(5, 13, random);
    assertThat(one(muon, layer, some).rmsNorm())
        .isBetween(0.99 * muon.updateNorm(layer, ETA), muon.updateNorm(layer, ETA) * 1.0005);
  }

  private static Matrix one(Optimizer optimizer, Layer layer, Matrix gradient) {
    Matrix zero = gradient.times(0);
    return Updates.run(optimizer, List.of(layer), ETA, List.of(zero), List.of(List.of(gradient)))
        .getFirst();
  }

  @Test
  void betas_and_radii_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Muon(1)).hasMessageContaining("beta1");
    assertThatThrownBy(() -> new AdamW(0.9, -0.1)).hasMessageContaining("beta2");
    assertThatThrownBy(() -> new Scion(0)).hasMessageContaining("radius");
  }

  private static Layer linear(int out, int in) {
    return new Layer(out + "x" + in, Layer.Kind.LINEAR, out, in, 0.3, Layer.Initial.ZERO);
  }

  private List<Matrix> random(List<Layer> layers, double size) {
    return layers.stream().map(l -> Matrix.random(l.out(), l.in(), random).times(size)).toList();
  }
}
