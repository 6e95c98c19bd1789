package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Transformer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Random networks, random inputs: nothing that is measured may lie above its bound. */
class SoundnessTest {
  private static final int NETWORKS = 50;
  private static final int PAIRS = 200;

  @Test
  void ten_thousand_pairs_stay_below_the_certificate() {
    for (int seed = 0; seed < NETWORKS; seed++) {
      var random = new Random(seed);
      Transformer network = network(random);
      var norms = new Norms(weights(network, random));
      LogBound bound = new CertifiedQuick().bound(network, norms).lipschitz();
      double ratio = Probe.largestRatio(network, norms, PAIRS, seed);
      assertThat(Math.log10(ratio)).as("seed %d, %s", seed, network).isLessThan(bound.log10());
    }
  }

  @Test
  void activations_stay_below_their_bounds() {
    for (int seed = 0; seed < NETWORKS; seed++) {
      var random = new Random(seed);
      Transformer network = network(random);
      var norms = new Norms(weights(network, random));
      Bound bound = new CertifiedQuick().bound(network, norms);
      var forward = new PlainTransformer(network, norms);
      for (int i = 0; i < 40; i++) {
        int[] tokens = random.ints(8, 0, network.vocabulary()).toArray();
        int number = seed;
        forward
            .forward(forward.embed(tokens))
            .activations()
            .forEach(
                (place, rms) ->
                    assertThat(Math.log10(rms))
                        .as("seed %d, %s, %s", number, place, network)
                        .isLessThanOrEqualTo(bound.activations().get(place).log10()));
      }
    }
  }

  private static Transformer network(Random random) {
    int heads = 1 << random.nextInt(3);
    return new Transformer(
        9,
        heads * 2 * (1 + random.nextInt(2)),
        heads,
        1 + random.nextInt(3),
        8,
        1 + random.nextInt(4),
        Math.pow(10, random.nextDouble(-1, 1.2)),
        random.nextDouble(0.2, 2),
        random.nextDouble(0.5, 4),
        random.nextBoolean() ? 10 : 10_000,
        16);
  }

  /** Saturated, flat or fast-falling spectra; sometimes K = V, which lets scores follow values. */
  private static List<Tensor> weights(Transformer network, Random random) {
    double w = Math.pow(10, random.nextDouble(-0.7, 0.8));
    DoubleUnaryOperator spectrum =
        switch (random.nextInt(3)) {
          case 0 -> x -> w;
          case 1 -> x -> w * x / 4;
          default -> x -> w * Math.pow(x / 4, 3);
        };
    var weights = new ArrayList<>(Weights.mapped(network, spectrum, random));
    if (random.nextInt(3) == 0) {
      for (int b = 0; b < network.blocks(); b++) {
        Tensor v = find(weights, "block" + b + ".v");
        Tensor k = new Tensor("block" + b + ".k", v.shape(), v.values());
        Collections.replaceAll(weights, find(weights, k.name()), k);
      }
    }
    return weights;
  }

  private static Tensor find(List<Tensor> weights, String name) {
    return weights.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }
}
