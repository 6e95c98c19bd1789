package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.Contribution;
import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** v2 and the vocabulary's certificate against the table of BOUNDS.md 4. */
class CertifiedTest {
  private final Transformer network = Weights.table(32);
  private final Random random = new Random(4);

  /** The table is of other random matrices; how heads overlap in them differs by a few percent. */
  @ParameterizedTest
  @CsvSource({"1.0, 2.0", "1.2, 8.81", "1.5, 169", "2.0, 5.05e4"})
  void weights_at_the_full_cap(double w, double expected) {
    isAbout(Weights.mapped(network, x -> w, random), expected);
  }

  @ParameterizedTest
  @CsvSource({"1.0, 0.831", "1.5, 8.73", "2.0, 484"})
  void weights_with_heads_capped_one_by_one(double w, double expected) {
    isAbout(Weights.cappedPerHead(network, w, random), expected);
  }

  @Test
  void weights_of_low_stable_rank() {
    // the power-law row of the table: i^-0.75
    List<Tensor> weights = Weights.powerLaw(network, 2, 0.75, random);
    double log10 = new Certified().bound(network, new Norms(weights)).lipschitz().log10();
    assertThat(log10).isBetween(Math.log10(7), Math.log10(30));
  }

  @Test
  void of_all_sound_rules_each_is_at_most_the_one_before() {
    for (int i = 0; i < 6; i++) {
      double w = 0.5 + i / 2.0;
      var norms = new Norms(Weights.mapped(network, x -> w * x / 4, random));
      LogBound quick = new CertifiedQuick().bound(network, norms).lipschitz();
      LogBound certified = new Certified().bound(network, norms).lipschitz();
      LogBound vocabulary = new CertifiedVocabulary().bound(network, norms).lipschitz();
      assertThat(certified.log10()).isLessThanOrEqualTo(quick.log10() + 1e-5);
      assertThat(vocabulary.log10()).isLessThanOrEqualTo(certified.log10() + 1e-9);
    }
  }

  @Test
  void contributions_sum_to_the_bound() {
    var norms = new Norms(Weights.mapped(network, x -> 1.3 * x, random));
    for (BoundRule rule : Certificates.rules(network)) {
      Bound bound = rule.bound(network, norms);
      double sum = bound.contributions().stream().mapToDouble(Contribution::log10).sum();
      assertThat(bound.lipschitz().log10()).as(rule.name()).isCloseTo(sum, within(1e-6));
    }
    assertThat(new Certified().bound(network, norms).contributions())
        .extracting(Contribution::part)
        .startsWith("block0.attention", "block0.mlp")
        .endsWith("block2.mlp", "head", "logitScale");
  }

  @Test
  void fresh_weights_with_zero_matrices_have_a_bound() {
    List<Tensor> weights = Weights.mapped(network, x -> 1, random);
    for (Tensor weight : weights) {
      if (weight.name().endsWith(".w") || weight.name().endsWith("mlp_out")) {
        java.util.Arrays.fill(weight.values(), 0);
      }
    }
    for (BoundRule rule : Certificates.rules(network)) {
      LogBound bound = rule.bound(network, new Norms(weights)).lipschitz();
      if (rule.sound(network)) {
        assertThat(bound.log10()).isCloseTo(Math.log10(Math.pow(5.0 / 6, 6)), within(1e-4));
      }
    }
    weights.forEach(weight -> java.util.Arrays.fill(weight.values(), 0));
    for (BoundRule rule : Certificates.rules(network)) {
      assertThat(rule.bound(network, new Norms(weights)).lipschitz()).isEqualTo(LogBound.ZERO);
    }
  }

  @Test
  void weights_that_are_not_numbers_have_unknown_bounds() {
    List<Tensor> weights = Weights.mapped(network, x -> 1, random);
    weights.get(3).values()[7] = Float.NaN;
    for (BoundRule rule : Certificates.rules(network)) {
      assertThat(rule.bound(network, new Norms(weights)).lipschitz())
          .as(rule.name())
          .isEqualTo(LogBound.UNKNOWN);
    }
  }

  @Test
  void a_bound_beyond_the_range_of_doubles_is_still_a_number() {
    var deep = new Transformer(5, 8, 2, 12, 8, 4, 1, 1, 1, 100, 16);
    var norms = new Norms(Weights.mapped(deep, x -> 1e6, random));
    for (BoundRule rule : Certificates.rules(deep)) {
      LogBound bound = rule.bound(deep, norms).lipschitz();
      assertThat(bound.kind()).as(rule.name()).isEqualTo(LogBound.Kind.FINITE);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.0, 2.0", "1.5, 77.9", "2.0, 2.9e3", "3.0, 1.4e6"})
  void the_radial_clamp_takes_away_what_activations_can_add(double w, double expected) {
    Transformer clamped = network.with(Variant.PAPER.clampedAt(1));
    List<Tensor> weights = Weights.mapped(network, x -> w, random);
    LogBound bound = new Certified().bound(clamped, new Norms(weights)).lipschitz();
    assertThat(bound.log10()).isCloseTo(Math.log10(expected), within(0.05));
  }

  @Test
  void a_network_that_the_theorem_does_not_speak_of_has_no_number() {
    var variant =
        new Variant(
            Variant.CapPreset.PAPER,
            Double.POSITIVE_INFINITY,
            Variant.NormLayer.RMSNORM,
            true,
            15,
            Variant.Residual.STANDARD,
            Variant.Rotation.FULL);
    Transformer baseline = network.with(variant);
    var norms = new Norms(Weights.mapped(network, x -> 1, random));
    for (BoundRule rule : Certificates.rules(baseline)) {
      assertThat(rule.sound(baseline)).as(rule.name()).isFalse();
      assertThat(rule.bound(baseline, norms).lipschitz()).isEqualTo(LogBound.UNKNOWN);
    }
  }

  private void isAbout(List<Tensor> weights, double expected) {
    LogBound bound = new Certified().bound(network, new Norms(weights)).lipschitz();
    assertThat(bound.log10()).isCloseTo(Math.log10(expected), within(0.04));
  }
}
