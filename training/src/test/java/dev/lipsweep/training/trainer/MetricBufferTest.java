package dev.lipsweep.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.MetricChunk;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricBufferTest {
  private final MetricBuffer buffer = new MetricBuffer();

  @Test
  void chunks_of_each_series_are_numbered_from_zero() {
    buffer.add("a", 1, 0.5);
    buffer.add("b", 1, 2);
    buffer.add("a", 2, 0.25);
    assertThat(buffer.drain())
        .containsExactly(
            new MetricChunk("a", 0, List.of(1L, 2L), List.of(0.5, 0.25)),
            new MetricChunk("b", 0, List.of(1L), List.of(2.0)));
    buffer.add("a", 3, 1);
    assertThat(buffer.drain()).containsExactly(new MetricChunk("a", 1, List.of(3L), List.of(1.0)));
    assertThat(buffer.drain()).isEmpty();
  }

  @Test
  void what_is_not_finite_is_null() {
    buffer.add("a", 1, Double.NaN);
    buffer.add("a", 2, LogBound.ZERO);
    buffer.add("a", 3, LogBound.of(100));
    MetricChunk chunk = buffer.drain().getFirst();
    assertThat(chunk.values().subList(0, 2)).isEqualTo(Arrays.asList(null, null));
    assertThat(chunk.values().get(2)).isGreaterThanOrEqualTo(2.0);
  }

  @Test
  void it_is_full_at_the_usual_size_of_a_chunk() {
    for (int i = 0; i < MetricChunk.USUAL_POINTS; i++) {
      assertThat(buffer.isFull()).isFalse();
      buffer.add("a", i, i);
    }
    assertThat(buffer.isFull()).isTrue();
  }
}
