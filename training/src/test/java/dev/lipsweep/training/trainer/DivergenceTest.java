package dev.lipsweep.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DivergenceTest {
  @Test
  void losses_that_are_no_numbers_and_losses_beyond_hope_end_a_trial() {
    var divergence = new Divergence(77, 1);
    assertThat(divergence.reason(1, Math.log(77))).isNull();
    assertThat(divergence.reason(1, 43)).isNull();
    assertThat(divergence.reason(12, Double.NaN)).isEqualTo("diverged at step 12: loss NaN");
    assertThat(divergence.reason(12, Double.POSITIVE_INFINITY)).contains("loss Infinity");
    assertThat(divergence.reason(3, 44)).contains("step 3: loss 44.00 is above 43.44");
  }

  @Test
  void a_large_factor_on_the_logits_may_overshoot() {
    assertThat(new Divergence(77, 16).reason(1, 600)).isNull();
    assertThat(new Divergence(77, 0.01).limit()).isEqualTo(new Divergence(77, 1).limit());
  }
}
