package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.constraint.WeightDecay;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.optimizer.AdamW;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Svd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole steps, with gradients from {@link PlainDescent}, against the optimizers in plain Java. */
class UpdateTest {

  private static final double RATE = 0.05;
  private static final double DECAY = 0.8;

  @Test
  void adamw_steps_as_in_plain_java() {
    for (Network network : new Network[] {Trial.MLP, Trial.TRANSFORMER}) {
      try (Trial trial = Trial.of(network, new AdamW(), new WeightDecay(DECAY), RATE)) {
        trial.withRandomWeights(3);
        Map<String, Matrix> first = new LinkedHashMap<>();
        Map<String, Matrix> second = new LinkedHashMap<>();
        for (int step = 0; step < 3; step++) {
          Map<String, Matrix> before = trial.weights();
          Map<String, Matrix> gradients = gradients(network, before);
          trial.step(step);
          Map<String, Matrix> after = trial.weights();
          Map<String, Matrix> state = Trial.byName(trial.learner().optimizerState());
          for (Layer layer : network.layers()) {
            Matrix g = gradients.get(layer.name());
            Matrix zero = g.times(0);
            Matrix m = first.getOrDefault(layer.name(), zero).times(.9).plus(g.times(.1));
            Matrix g2 = g.map((i, j, x) -> x * x);
            Matrix v = second.getOrDefault(layer.name(), zero).times(.95).plus(g2.times(.05));
            // state as the script has it from here on: signs of tiny entries would drift apart
            first.put(layer.name(), state.get(layer.name() + "/first"));
            second.put(layer.name(), state.get(layer.name() + "/second"));
            assertThat(m.largestDifference(first.get(layer.name()))).isLessThan(1e-6);
            assertThat(v.largestDifference(second.get(layer.name()))).isLessThan(1e-6);
            Matrix mm = first.get(layer.name());
            Matrix vv = second.get(layer.name());
            Matrix expected =
                before
                    .get(layer.name())
                    .times(1 - DECAY * RATE * layer.targetNorm())
                    .map(
                        (i, j, x) ->
                            x - RATE * mm.rows()[i][j] / (Math.sqrt(vv.rows()[i][j]) + 1e-12));
            same(layer, after.get(layer.name()), expected, 1e-6);
          }
        }
      }
    }
  }

  @Test
  void muon_steps_as_in_plain_java() {
    for (Network network : new Network[] {Trial.MLP, Trial.TRANSFORMER}) {
      try (Trial trial = Trial.of(network, new Muon(), new Unconstrained(), RATE)) {
        trial.withRandomWeights(4);
        Map<String, Matrix> momentum = new LinkedHashMap<>();
        for (int step = 0; step < 2; step++) {
          Map<String, Matrix> before = trial.weights();
          Map<String, Matrix> gradients = gradients(network, before);
          trial.step(step);
          Map<String, Matrix> after = trial.weights();
          Map<String, Matrix> state = Trial.byName(trial.learner().optimizerState());
          for (Layer layer : network.layers()) {
            Matrix g = gradients.get(layer.name());
            Matrix m = momentum.getOrDefault(layer.name(), g.times(0)).times(.9).plus(g.times(.1));
            Matrix seen = state.get(layer.name() + "/momentum");
            assertThat(m.largestDifference(seen)).isLessThan(1e-6);
            momentum.put(layer.name(), seen);
            Matrix direction =
                switch (layer.kind()) {
                  case EMBEDDING -> columnsNormalised(seen);
                  case LINEAR -> orthogonal(seen).times(layer.scale());
                };
            Matrix expected =
                before.get(layer.name()).plus(direction.times(-RATE * layer.targetNorm()));
            same(layer, after.get(layer.name()), expected, 2e-5);
          }
        }
      }
    }
  }

  @Test
  void an_update_of_muon_is_within_the_norm_that_it_declares() {
    var muon = new Muon();
    try (Trial trial = Trial.of(Trial.TRANSFORMER, muon, new Unconstrained(), RATE)) {
      Map<String, Matrix> before = trial.withRandomWeights(5).weights();
      trial.step(0);
      Map<String, Matrix> after = trial.weights();
      for (Layer layer : trial.layers(Layer.Kind.LINEAR)) {
        Matrix update = after.get(layer.name()).plus(before.get(layer.name()).times(-1));
        assertThat(update.rmsNorm())
            .as(layer.name())
            .isBetween(0.95 * muon.updateNorm(layer, RATE), 1.0005 * muon.updateNorm(layer, RATE));
      }
    }
  }

  private static void same(Layer layer, Matrix got, Matrix expected, double tolerance) {
    assertThat(got.largestDifference(expected)).as(layer.name()).isLessThan(tolerance);
  }

  private static Map<String, Matrix> gradients(Network network, Map<String, Matrix> weights) {
    double rate = 0.25;
    try (Trial plain = Trial.of(network, new PlainDescent(), new Unconstrained(), rate)) {
      List<Tensor> tensors =
          plain.learner().weights().stream()
              .map(t -> new Tensor(t.name(), t.shape(), weights.get(t.name()).floats()))
              .toList();
      plain.learner().restore(tensors, List.of());
      plain.step(0);
      Map<String, Matrix> gradients = new LinkedHashMap<>();
      plain
          .weights()
          .forEach(
              (name, w) ->
                  gradients.put(name, weights.get(name).plus(w.times(-1)).times(1 / rate)));
      return gradients;
    }
  }

  /** METHOD.md 1.3: column over max(1/16, RMS of the column). */
  private static Matrix columnsNormalised(Matrix m) {
    Matrix columns = m.transposed();
    return m.map(
        (i, j, x) -> {
          double rms = new Matrix(new double[][] {columns.rows()[j]}).rowRms();
          return x / Math.max(1.0 / 16, rms);
        });
  }

  private static Matrix orthogonal(Matrix m) {
    double size = m.frobenius();
    return Svd.of(m).map(x -> sixSteps(x / size));
  }

  private static double sixSteps(double x) {
    int[][] table = {
      {3955, -8306, 5008}, {3735, -6681, 3463}, {3799, -6499, 3211},
      {4019, -6385, 2906}, {2677, -3029, 1162}, {2172, -1833, 682},
    };
    for (int[] t : table) {
      x = (t[0] * x + t[1] * x * x * x + t[2] * x * x * x * x * x) / 1024;
    }
    return x;
  }
}
