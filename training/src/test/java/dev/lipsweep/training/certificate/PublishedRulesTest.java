package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Transformer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas that only compare, against the numbers that METHOD.md 3.4 and 3.6 have of them. */
class PublishedRulesTest {
  private final Random random = new Random(6);

  /** What the reference code predicts for the authors' three blocks with all weights at the cap. */
  @ParameterizedTest
  @CsvSource({"1.0, 0.876", "1.2, 1.95", "3.0, 1.5e7"})
  void the_reference_code_at_saturation(double w, double expected) {
    Transformer network = Weights.table(16);
    double log10 = log10(new Repo202506(), network, w);
    assertThat(log10).isCloseTo(Math.log10(expected), within(0.02));
  }

  /**
   * Twelve blocks, kappa 24, cap 1: the released run. Its own weights are a little below the cap
   * and gave 716, 66.5 and 5.8; at the cap the three formulas give 860, 75 and 6.1.
   */
  @Test
  void the_released_run_at_its_cap() {
    var network = new Transformer(20, 16, 2, 12, 8, 4, 24, 1, 1, 1024, 16);
    assertThat(Math.pow(10, log10(new Repo202506(), network, 1))).isBetween(716.0, 1000.0);
    assertThat(Math.pow(10, log10(new PaperC1(), network, 1))).isBetween(5.8, 6.2);
    assertThat(Math.pow(10, log10(new FullMatrix(), network, 1))).isBetween(66.5, 1000.0);
    var plain = new Transformer(20, 16, 2, 12, 8, 4, 1, 1, 1, 1024, 16);
    assertThat(Math.pow(10, log10(new PaperC1(), plain, 1))).isBetween(0.94, 1.01);
  }

  @Test
  void the_reference_code_leaves_out_the_factor_on_the_logits() {
    Transformer network = Weights.table(16);
    var scaled = new Transformer(65, 16, 4, 3, 12, 4, 1, 1, 8, 10_000, 16);
    assertThat(log10(new Repo202506(), scaled, 2))
        .isCloseTo(log10(new Repo202506(), network, 2), within(1e-3));
    var mlp = new Mlp(6, List.of(3), 2, 16);
    var norms = new Norms(Weights.mapped(mlp.layers(), x -> 2, random));
    assertThat(new Repo202506().bound(mlp, norms).lipschitz().log10())
        .isCloseTo(Math.log10(4), within(1e-3));
    assertThat(new Certified().bound(mlp, norms).lipschitz().log10())
        .isCloseTo(Math.log10(64), within(1e-3));
  }

  @Test
  void none_of_them_calls_itself_sound() {
    Transformer network = Weights.table(16);
    assertThat(List.of(new Repo202506(), new PaperC1(), new FullMatrix()))
        .noneMatch(rule -> rule.sound(network));
    assertThat(Certificates.rules(network)).first().isInstanceOf(Certified.class);
  }

  private double log10(BoundRule rule, Transformer network, double w) {
    var norms = new Norms(Weights.mapped(network, x -> w, random));
    return rule.bound(network, norms).lipschitz().log10();
  }
}
