package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.engine.TorchScript;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Forward;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.NumberFormat;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Schedule;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {

  @ParameterizedTest
  @EnumSource
  void numbers_are_rounded_to_the_nearest_that_the_format_has(NumberFormat format) {
    var nothing = new Forward("", List.of(), List.of());
    try (NDManager manager = Torch.newManager();
        TorchScript script = TorchScript.compile(manager, format.rounded(nothing).script())) {
      var random = new SplittableRandom(1);
      var values = new float[5000];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(-12, 12)));
      }
      values[0] = 0;
      values[1] = 1e9f;
      values[2] = -1e9f;
      NDArray array = manager.create(values, new Shape(values.length));
      float[] rounded = script.infer("rounded", manager, List.of(array)).getFirst().toFloatArray();
      for (int i = 0; i < values.length; i++) {
        assertThat((double) rounded[i])
            .as("%s of %s", format, values[i])
            .isEqualTo(nearest(format, values[i]));
      }
    }
  }

  /** By the definition: a multiple of the unit of the number's binade, ties to even. */
  private static double nearest(NumberFormat format, double x) {
    int mantissa = format == NumberFormat.BF16 ? 7 : 3;
    int least = format == NumberFormat.BF16 ? -126 : -6;
    double size = Math.min(Math.abs(x), format.largest());
    int exponent = size == 0 ? least : Math.max(least, Math.getExponent(size));
    double unit = Math.pow(2, exponent - mantissa);
    return Math.copySign(Math.min(Math.rint(size / unit) * unit, format.largest()), x);
  }

  @Test
  void a_network_in_bf16_is_near_the_one_in_float32_and_one_in_e4m3_is_further_off() {
    for (Network network : List.of(Trial.MLP, Trial.TRANSFORMER)) {
      try (Trial trial = trial(network).withRandomWeights(1)) {
        double exact = trial.learner().evaluate(trial.inputs(), trial.targets()).lossSum();
        double bf16 =
            trial.learner().evaluate(trial.inputs(), trial.targets(), NumberFormat.BF16).lossSum();
        double e4m3 =
            trial.learner().evaluate(trial.inputs(), trial.targets(), NumberFormat.E4M3).lossSum();
        assertThat(bf16).isCloseTo(exact, within(0.01 * exact)).isNotEqualTo(exact);
        assertThat(Math.abs(e4m3 - exact)).isGreaterThan(Math.abs(bf16 - exact));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_logit_scale_that_a_format_cannot_hold_costs_no_accuracy_in_it(NumberFormat format) {
    List<DoubleFunction<Network>> networks =
        List.of(
            scale -> new Mlp(12, List.of(8, 8), 5, scale),
            scale -> new Transformer(7, 8, 2, 2, 6, 4, 2, 1.2, scale, 100, 16));
    for (DoubleFunction<Network> network : networks) {
      double tiny = 0x1p-40;
      try (Trial usual = trial(network.apply(1)).withRandomWeights(1);
          Trial small = trial(network.apply(tiny), new Loss(tiny)).withRandomWeights(1)) {
        Evaluation expected = usual.learner().evaluate(usual.inputs(), usual.targets(), format);
        Evaluation seen = small.learner().evaluate(small.inputs(), small.targets(), format);
        // a power of two: the same bits
        assertThat(seen.lossSum()).isEqualTo(expected.lossSum());
        assertThat(seen.correct()).isEqualTo(expected.correct());
      }
    }
  }

  @Test
  void the_largest_activation_and_what_lies_beyond_a_format_are_counted() {
    try (Trial trial = trial(Trial.MLP).withRandomWeights(1)) {
      NDArray logits = trial.learner().logits(trial.learner().manager(), trial.inputs());
      double largest = 0;
      for (float x : logits.toFloatArray()) {
        largest = Math.max(largest, Math.abs(x));
      }
      // enough to bring the largest to 896, twice what e4m3 can hold
      double factor = 896 / largest;
      NDArray larger = trial.inputs().mul(factor);
      int beyond = 0;
      for (float x : trial.learner().logits(trial.learner().manager(), larger).toFloatArray()) {
        beyond += Math.abs(x) > 448 ? 1 : 0;
      }
      Extremes seen = trial.learner().extremes(larger).get("logits");
      assertThat(seen.largest()).isCloseTo(896, within(0.1));
      assertThat(beyond).isPositive();
      assertThat(seen.beyond().get(NumberFormat.E4M3))
          .isCloseTo((double) beyond / logits.size(), within(1e-6));
      assertThat(seen.beyond().get(NumberFormat.BF16)).isZero();
    }
  }

  @Test
  void the_gradient_of_the_inputs_is_the_central_difference_of_the_loss() {
    try (Trial trial = trial(Trial.MLP).withRandomWeights(1)) {
      NDManager manager = trial.learner().manager();
      NDList both = trial.learner().sensitivity(manager, trial.inputs(), trial.targets());
      float[] gradient = both.get(1).toFloatArray();
      assertThat(both.get(0).toFloatArray())
          .isEqualTo(trial.learner().logits(manager, trial.inputs()).toFloatArray());
      var random = new SplittableRandom(2);
      float[] x = trial.inputs().toFloatArray();
      var direction = new float[x.length];
      double slope = 0;
      for (int i = 0; i < x.length; i++) {
        direction[i] = (float) random.nextGaussian();
        slope += direction[i] * gradient[i];
      }
      NDArray d = manager.create(direction, trial.inputs().getShape());
      double h = 1e-3;
      double more =
          trial.learner().evaluate(trial.inputs().add(d.mul(h)), trial.targets()).lossSum();
      double less =
          trial.learner().evaluate(trial.inputs().sub(d.mul(h)), trial.targets()).lossSum();
      assertThat(slope).isCloseTo((more - less) / (2 * h), within(0.01 * Math.abs(slope) + 1e-3));
    }
  }

  private static Trial trial(Network network) {
    return trial(network, Loss.PLAIN);
  }

  private static Trial trial(Network network, Loss loss) {
    Learner learner =
        Learners.create(
            network,
            new Muon(),
            new Unconstrained(),
            new Schedule(Schedule.Kind.NONE, 0.1, 1),
            Dtype.FP32,
            loss,
            7);
    return Trial.of(learner);
  }
}
