package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.training.certificate.Bound;
import dev.lipsweep.training.certificate.CertifiedQuick;
import dev.lipsweep.training.certificate.Norms;
import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.constraint.SpectralSoftCap.Coupling;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.constraint.WeightDecay;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import dev.lipsweep.training.optimizer.AdamW;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Schedule;
import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Svd;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole trainings at rates that push against the cap. */
class ConstraintTest {

  private static final Network[] NETWORKS = {
    new Mlp(48, List.of(16, 24), 10, 1), new Transformer(11, 16, 2, 2, 8, 4, 1, 1, 1, 100, 16)
  };

  @Test
  void the_soft_cap_holds_at_every_rate_even_where_one_cap_is_not_enough() {
    for (Network network : NETWORKS) {
      for (double rate : new double[] {0.5, 10}) { // at 10 an update is up to 7 times the cap
        try (Trial trial = Trial.of(network, new Muon(), new SpectralSoftCap(1.2), rate)) {
          holds(trial, 200, 1.2);
          assertThat(trial.largestNorm()).as("pushed to the cap").isGreaterThan(1.0);
        }
      }
    }
  }

  @Test
  void a_cap_below_the_first_weights_holds_from_the_start() {
    try (Trial trial = Trial.of(NETWORKS[1], new Muon(), new SpectralSoftCap(0.4), 0.1)) {
      assertThat(trial.largestNorm()).isLessThan(0.4);
      holds(trial, 20, 0.4);
    }
  }

  @Test
  void normalizing_holds_the_cap_with_any_optimizer() {
    for (Network network : NETWORKS) {
      var constraint = new SpectralNormalize(1.2);
      try (Trial muon = Trial.of(network, new Muon(), constraint, 1);
          Trial adamw = Trial.of(network, new AdamW(), constraint, 0.1)) {
        holds(muon, 60, 1.2);
        holds(adamw, 60, 1.2);
        assertThat(adamw.largestNorm()).as("pushed to the cap").isGreaterThan(1.19);
      }
    }
  }

  /** BOUNDS.md 3. */
  @Test
  void the_certified_preset_caps_every_head_of_keys_and_values() {
    var network = ((Transformer) NETWORKS[1]).with(Variant.PAPER.with(Variant.CapPreset.CERTIFIED));
    double w = 1.3;
    for (Constraint constraint : List.of(new SpectralSoftCap(w), new SpectralNormalize(w))) {
      try (Trial trial = Trial.of(network, new Muon(), constraint, 0.5)) {
        holds(trial, 150, w);
        double most = 0;
        for (Layer layer : network.layers()) {
          if (layer.name().endsWith(".k") || layer.name().endsWith(".v")) {
            Matrix whole = trial.weights().get(layer.name());
            for (int head = 0; head < network.heads(); head++) {
              Matrix slice = whole.slice(head * network.headWidth(), network.headWidth());
              most = Math.max(most, Svd.of(slice).largest() * Math.sqrt(network.heads()));
            }
          }
        }
        assertThat(most).as(constraint.name()).isBetween(0.8 * w, w * (1 + 1e-3));
        Bound bound = new CertifiedQuick().bound(network, new Norms(trial.learner().weights()));
        assertThat(bound.lipschitz().log10()).isLessThan(Math.log10(closed(network, w)) + 2e-2);
      }
    }
  }

  /** METHOD.md 3.3 with every norm at w. */
  private static double closed(Transformer network, double w) {
    double al = network.residualWeight();
    double a = 1;
    double l = w * network.logitScale();
    for (int block = 0; block < network.blocks(); block++) {
      l *= 1 - al + al * w * w / 3 * (1 + 2 * network.attentionScale() * w * w * a * a);
      a *= 1 - al + al * w * w / 3;
      l *= 1 - al + al * w * w;
      a *= 1 - al + al * w * w / 1.1289;
    }
    return l;
  }

  @Test
  void muon_with_weight_decay_stays_under_one_over_the_decay() {
    for (Network network : NETWORKS) {
      try (Trial trial = Trial.of(network, new Muon(), new WeightDecay(0.7), 0.5)) {
        holds(trial, 100, 1 / 0.7);
        assertThat(trial.largestNorm()).as("grew beyond the start").isGreaterThan(1.1);
      }
    }
  }

  @Test
  void without_a_constraint_norms_grow() {
    try (Trial trial = Trial.of(NETWORKS[1], new Muon(), new Unconstrained(), 0.5)) {
      trial.steps(0, 60);
      assertThat(trial.largestNorm()).isGreaterThan(2);
    }
  }

  @Test
  void the_coupling_of_the_reference_lets_wide_outputs_pass_the_cap() {
    var reference = new SpectralSoftCap(1, Coupling.REFERENCE);
    try (Trial trial = Trial.of(NETWORKS[1], new Muon(), reference, 0.2)) {
      trial.steps(0, 100);
      assertThat(trial.largestNorm()).isGreaterThan(1.01);
    }
  }

  @Test
  void embedded_tokens_never_pass_rms_1_whatever_the_constraint() {
    List<Constraint> constraints =
        List.of(
            new Unconstrained(),
            new WeightDecay(0.1),
            new SpectralNormalize(1),
            new SpectralSoftCap(1));
    for (Constraint constraint : constraints) {
      try (Trial trial = Trial.of(NETWORKS[1], new Muon(), constraint, 2)) {
        trial.steps(0, 20);
        assertThat(trial.weights().get("embed").columnRms())
            .as(constraint.name())
            .isBetween(0.01, 1 + 1e-6);
      }
    }
  }

  @Test
  void a_cap_that_relies_on_the_size_of_updates_is_refused_where_they_have_none() {
    assertThatThrownBy(
            () ->
                Learners.create(
                    NETWORKS[0],
                    new AdamW(),
                    new SpectralSoftCap(1),
                    new Schedule(Schedule.Kind.NONE, 1, 1),
                    0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spectral_soft_cap")
        .hasMessageContaining("adamw");
  }

  private static void holds(Trial trial, int steps, double cap) {
    for (int step = 0; step < steps; step++) {
      assertThat(trial.step(step)).isFinite();
      if (step < 3 || step % 20 == 0 || step == steps - 1) {
        var weights = trial.weights();
        for (Layer layer : trial.layers(Layer.Kind.LINEAR)) {
          assertThat(weights.get(layer.name()).rmsNorm())
              .as("%s after step %d", layer.name(), step)
              .isLessThan(cap * (1 + 1e-3));
        }
      }
    }
  }
}
