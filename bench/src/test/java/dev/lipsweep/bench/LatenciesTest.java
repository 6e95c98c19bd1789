package dev.lipsweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void a_percentile_is_the_smallest_time_that_its_share_does_not_exceed() {
    var odd = new Latencies();
    var even = new Latencies();
    for (int millis = 2000; millis > 0; millis--) {
      (millis % 2 == 0 ? even : odd).add(millis * 1_000_000L);
    }
    Latencies all = Latencies.merged(List.of(odd, even));
    assertThat(all.size()).isEqualTo(2000);
    assertThat(all.millis(0.5)).isEqualTo(1000);
    assertThat(all.millis(0.99)).isEqualTo(1980);
    assertThat(all.millis(1)).isEqualTo(2000);
    assertThat(all.millis(0)).isEqualTo(1);
  }

  @Test
  void no_times_have_no_percentile() {
    assertThat(Latencies.merged(List.of(new Latencies())).millis(0.5)).isNaN();
  }
}
