package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nothing that a search finds may lie above its bound; {@link Stress} is the long form. */
class SoundnessTest {
  @Test
  void pairs_and_activations_stay_below_every_certificate() {
    var stress = new Stress();
    stress.run(12_000, 7);
    assertThat(stress.violations()).isEmpty();
    // a search that finds little proves little
    assertThat(stress.largest().get("certified")).as(stress.report()).isGreaterThan(0.7);
    assertThat(stress.largest().keySet())
        .contains(
            "certified-quick",
            "certified-vocabulary",
            "certified, clamped",
            "certified-vocabulary, clamped, activations");
  }
}
