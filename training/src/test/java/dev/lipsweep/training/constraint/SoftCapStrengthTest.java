package dev.lipsweep.training.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftCapStrengthTest {

  /** Values of METHOD.md 2.1: cap, size of an update, strength. */
  @Test
  void strengths_are_those_of_the_reference_code() {
    double[][] known = {
      {1, .01, .0580, 5e-5},
      {1, .1 / 3, .1027, 5e-5},
      {2, .1, .0306, 5e-5},
      {6, .2 / 3, .00170, 5e-6},
      {1, .06011, .1320, 5e-5},
      {8, .06011, .000788, 5e-7},
    };
    for (double[] k : known) {
      assertThat(SoftCapStrength.sound(k[0], k[1])).hasSize(1);
      assertThat(SoftCapStrength.sound(k[0], k[1])[0]).isCloseTo(k[2], within(k[3]));
      assertThat(SoftCapStrength.reference(k[0], k[1])[0]).isCloseTo(k[2], within(k[3]));
    }
  }

  @Test
  void every_value_that_an_update_can_reach_comes_back_under_the_cap() {
    for (double update : new double[] {0, 1e-6, .01, .1, .3, .3064, .3066, .5, 1, 3.3, 10, 100}) {
      double[] strengths = SoftCapStrength.sound(1, update);
      double largest = 0;
      for (int i = 0; i <= 10_000; i++) {
        double x = (1 + update) * i / 10_000;
        for (double a : strengths) {
          x = cap(x, a);
        }
        largest = Math.max(largest, x);
      }
      assertThat(largest).as("update %s", update).isBetween(1 - 1e-12, 1 + 1e-12);
    }
  }

  @Test
  void one_cap_alone_overshoots_beyond_the_limit() {
    assertThat(SoftCapStrength.sound(1, SpectralSoftCap.LIMIT - 1 - 1e-9)).hasSize(1);
    assertThat(SoftCapStrength.sound(1, SpectralSoftCap.LIMIT - 1 + 1e-9)).hasSize(2);
    double a = SoftCapStrength.reference(1, 1)[0];
    double largest = 0;
    for (int i = 0; i <= 10_000; i++) {
      largest = Math.max(largest, cap(2.0 * i / 10_000, a));
    }
    assertThat(largest).isCloseTo(1.192, within(5e-4)); // METHOD.md 2.1
  }

  private static double cap(double x, double a) {
    double y = x - a * x * x * x;
    return y + a * y * y * y;
  }
}
