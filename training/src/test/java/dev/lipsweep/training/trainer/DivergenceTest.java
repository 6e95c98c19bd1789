package dev.lipsweep.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DivergenceTest {
  @Test
  void losses_that_are_no_numbers_and_losses_beyond_hope_end_a_trial() {
    var divergence = new Divergence(77, 1, 20);
    assertThat(divergence.reason(1, Math.log(77))).isNull();
    assertThat(divergence.reason(3, 43)).isNull();
    assertThat(divergence.reason(12, Double.NaN)).isEqualTo("diverged at step 12: loss NaN");
    assertThat(divergence.reason(12, Double.POSITIVE_INFINITY)).contains("loss Infinity");
    assertThat(divergence.reason(3, 44)).contains("step 3: loss 44.00 is above 43.44");
  }

  @Test
  void a_large_factor_on_the_logits_may_overshoot() {
    assertThat(new Divergence(77, 16, 20).reason(3, 600)).isNull();
    assertThat(new Divergence(77, 0.01, 20).limit()).isEqualTo(new Divergence(77, 1, 20).limit());
  }

  @Test
  void the_first_tenth_of_the_steps_may_overshoot_by_any_number() {
    var divergence = new Divergence(10, 1, 4900);
    assertThat(divergence.reason(490, 216)).isNull();
    assertThat(divergence.reason(491, 216)).contains("step 491: loss 216.0 is above 23.03");
    assertThat(divergence.reason(2, Double.NaN)).isEqualTo("diverged at step 2: loss NaN");
  }
}
