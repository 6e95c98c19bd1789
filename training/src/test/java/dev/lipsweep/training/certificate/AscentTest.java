package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AscentTest {
  private final Random random = new Random(9);

  @Test
  void the_backward_pass_is_the_forward_passes_derivative() {
    var paper = new Transformer(7, 12, 2, 2, 6, 4, 3, 1.2, 1.5, 100, 16);
    for (Transformer network : List.of(paper, paper.with(Variant.PAPER.clampedAt(0.4)))) {
      var norms = new Norms(Weights.mapped(network, x -> x / 2, random));
      double[][] x = new Region.Ball(1, norms.weight("embed"), 5).random(new SplittableRandom(3));
      var tape = new TransformerTape(network, norms, x);
      assertThat(tape.output())
          .isDeepEqualTo(new PlainTransformer(network, norms).forward(x).logits());
      double[][] cotangent = gaussian(5, 7);
      double[][] direction = gaussian(5, 12);
      double[][] further = new double[5][12];
      double[][] before = new double[5][12];
      double h = 1e-6;
      for (int t = 0; t < 5; t++) {
        for (int i = 0; i < 12; i++) {
          further[t][i] = x[t][i] + h * direction[t][i];
          before[t][i] = x[t][i] - h * direction[t][i];
        }
      }
      double difference =
          (dot(cotangent, new TransformerTape(network, norms, further).output())
                  - dot(cotangent, new TransformerTape(network, norms, before).output()))
              / (2 * h);
      assertThat(dot(tape.backward(cotangent), direction)).isCloseTo(difference, within(1e-6));
    }
  }

  @Test
  void it_finds_the_constant_of_a_linear_network() {
    var mlp = new Mlp(6, List.of(5), 4, 2);
    var norms = new Norms(Weights.mapped(mlp.layers(), x -> x, random));
    double bound = Math.pow(10, new Certified().bound(mlp, norms).lipschitz().log10());
    double found = Probe.search(mlp, norms, 4);
    assertThat(found).isLessThanOrEqualTo(bound).isGreaterThan(bound / 4);
    assertThat(found).isGreaterThan(Probe.largestRatio(mlp, norms, 100, 4));
  }

  /**
   * BOUNDS.md 0.1: with several heads the formula of the literature is no bound. All norms are 2,
   * attention alone acts (weight 1 in its residual), and an MLP that is linear follows it: [I; -I]
   * and [I, -I], since gelu(z) - gelu(-z) = z.
   */
  @Test
  void the_formula_with_norms_of_whole_matrices_is_violated() {
    var network = new Transformer(16, 16, 4, 1, 8, 4, 1, 2, 1, 10_000, 16);
    var weights = new ArrayList<Tensor>();
    for (Tensor weight : Weights.mapped(network, x -> 2, new Random(1))) {
      weights.add(
          switch (weight.name()) {
            case "block0.mlp_in" -> signed(weight, 16, true);
            case "block0.mlp_out" -> signed(weight, 16, false);
            case "block0.w" -> scaled(weight, 0.5);
            case "head" -> identity(weight, 16);
            default -> weight;
          });
    }
    var norms = new Norms(weights);
    double formula = Math.pow(10, new FullMatrix().bound(network, norms).lipschitz().log10());
    double certified = Math.pow(10, new Certified().bound(network, norms).lipschitz().log10());
    double[] most = {0};
    var ascent =
        new Ascent(
            x -> new TransformerTape(network, norms, x),
            new Region.Ball(norms.columnRms("embed"), norms.weight("embed"), 8),
            new SplittableRandom(5));
    for (int i = 0; i < 40 && most[0] <= formula; i++) {
      most[0] = Math.max(most[0], ascent.largestRatio(3, 60, (x, y, ratio) -> {}));
    }
    assertThat(most[0]).isGreaterThan(formula).isLessThan(certified);
  }

  private static Tensor signed(Tensor weight, int width, boolean in) {
    float[] values = new float[weight.values().length];
    int columns = weight.shape()[1];
    for (int i = 0; i < width; i++) {
      values[in ? i * columns + i : i * columns + i] = 1;
      values[in ? (width + i) * columns + i : i * columns + width + i] = -1;
    }
    return new Tensor(weight.name(), weight.shape(), values);
  }

  private static Tensor identity(Tensor weight, int width) {
    float[] values = new float[weight.values().length];
    for (int i = 0; i < width; i++) {
      values[i * width + i] = 1;
    }
    return new Tensor(weight.name(), weight.shape(), values);
  }

  private static Tensor scaled(Tensor weight, double factor) {
    float[] values = weight.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) factor;
    }
    return new Tensor(weight.name(), weight.shape(), values);
  }

  private double[][] gaussian(int rows, int columns) {
    double[][] x = new double[rows][columns];
    for (double[] row : x) {
      java.util.Arrays.setAll(row, i -> random.nextGaussian());
    }
    return x;
  }

  private static double dot(double[][] x, double[][] y) {
    double sum = 0;
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        sum += x[t][i] * y[t][i];
      }
    }
    return sum;
  }
}
