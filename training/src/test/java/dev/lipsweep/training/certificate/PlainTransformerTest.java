package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import dev.lipsweep.training.oracle.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTransformerTest {
  @Test
  void it_agrees_with_the_oracle_of_the_scripts() {
    var paper = new Transformer(7, 12, 2, 2, 6, 4, 3, 1.2, 1.5, 100, 16);
    agree(paper);
    agree(paper.with(Variant.PAPER.clampedAt(0.5)));
    for (Variant.NormLayer norm : Variant.NormLayer.values()) {
      agree(
          paper.with(
              new Variant(
                  Variant.CapPreset.CERTIFIED,
                  0.9,
                  norm,
                  true,
                  0.6,
                  Variant.Residual.STANDARD,
                  Variant.Rotation.HALF_TRUNCATED)));
    }
  }

  private static void agree(Transformer network) {
    var random = new Random(8);
    List<Tensor> weights = Weights.mapped(network, x -> x / 4, random);
    int[] tokens = random.ints(6, 0, 7).toArray();
    int[] targets = random.ints(6, 0, 7).toArray();

    var plain = new PlainTransformer(network, new Norms(weights));
    var output = plain.forward(plain.embed(tokens));

    var byName = new LinkedHashMap<String, dev.lipsweep.training.oracle.Matrix>();
    weights.forEach(t -> byName.put(t.name(), dev.lipsweep.training.oracle.Matrix.of(t)));
    double[] input = java.util.Arrays.stream(tokens).asDoubleStream().toArray();
    var oracle = Reference.run(network, byName, new Reference.Sample(input, targets));
    assertThat(output.activations().keySet())
        .containsExactlyElementsOf(oracle.activations().keySet());
    output
        .activations()
        .forEach(
            (place, rms) ->
                assertThat(rms).isCloseTo(oracle.activations().get(place), within(1e-12)));
    assertThat(loss(output.logits(), targets)).isCloseTo(oracle.lossSum(), within(1e-10));
  }

  private static double loss(double[][] logits, int[] targets) {
    double loss = 0;
    for (int t = 0; t < targets.length; t++) {
      double sum = 0;
      for (double logit : logits[t]) {
        sum += Math.exp(logit);
      }
      loss += Math.log(sum) - logits[t][targets[t]];
    }
    return loss;
  }
}
