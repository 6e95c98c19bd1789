package dev.lipsweep.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "4GiB, 4294967296",
    "4 gib, 4294967296",
    "512MB, 512000000",
    "1k, 1000",
    "1024, 1024",
    "1048576 GiB, 1125899906842624"
  })
  void memory_is_read(String text, long bytes) {
    assertThat(Amounts.bytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GiB", "-1", "1.5GiB", "1048577GiB", "999999999999999T", "4 Gbit"})
  void what_is_no_amount_of_memory_is_not_read(String text) {
    assertThat(Amounts.bytes(text)).isEmpty();
  }

  @Test
  void memory_is_written_in_the_largest_unit() {
    assertThat(Amounts.text(4L << 30)).isEqualTo("4 GiB");
    assertThat(Amounts.text(3L << 29)).isEqualTo("1.5 GiB");
    assertThat(Amounts.text(17)).isEqualTo("17 bytes");
  }

  @ParameterizedTest
  @CsvSource({"6h, PT6H", "1d12h, PT36H", "90m, PT90M", "45s, PT45S", "PT1.5S, PT1.5S", "P2D, P2D"})
  void times_are_read(String text, Duration time) {
    assertThat(Amounts.duration(text)).hasValue(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "0h", "-6h", "PT-1H", "6 hours", "999999d", "h6"})
  void what_is_no_time_is_not_read(String text) {
    assertThat(Amounts.duration(text)).isEmpty();
  }

  @Test
  void moments_are_read_with_their_offset() {
    assertThat(Amounts.instant("2030-01-31T18:00:00+02:00"))
        .hasValue(Instant.parse("2030-01-31T16:00:00Z"));
    assertThat(Amounts.instant("2030-01-31")).isEmpty();
    assertThat(Amounts.instant("+99999-01-31T18:00:00Z")).isEmpty();
    assertThat(Amounts.instant(null)).isEmpty();
  }
}
