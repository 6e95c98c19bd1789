package dev.lipsweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise about false alarms, counted; `lipsweep bench baseline` counts ten times as many. */
class SimulatedChecksTest {
  private static final int CHECKS = 200;
  private static final double NOISE = 0.005;

  @ParameterizedTest
  @EnumSource
  void an_unchanged_system_is_called_regressed_in_five_percent_at_most(SeedNoise kind) {
    var unchanged = new SimulatedChecks(6, 3, kind, NOISE, 0, 0);
    Map<Verdict, Integer> counts = unchanged.run(CHECKS, 5, Margins.USUAL);
    assertThat(counts.getOrDefault(Verdict.REGRESSED, 0)).isLessThanOrEqualTo(CHECKS / 20);
    assertThat(counts.getOrDefault(Verdict.IMPROVED, 0)).isLessThanOrEqualTo(CHECKS / 20);
    assertThat(counts.get(Verdict.PASS)).isGreaterThan(CHECKS / 2);
  }

  @Test
  void a_point_lost_everywhere_is_found_with_three_seeds() {
    var worse = new SimulatedChecks(6, 3, SeedNoise.NORMAL, NOISE, 0.01, 6);
    Map<Verdict, Integer> counts = worse.run(CHECKS, 5, Margins.USUAL);
    assertThat(counts.get(Verdict.REGRESSED)).isGreaterThan(CHECKS * 9 / 10);
    assertThat(counts).doesNotContainKey(Verdict.PASS);
  }
}
