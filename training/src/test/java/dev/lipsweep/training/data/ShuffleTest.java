package dev.lipsweep.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 16, 17, 1000, 50_000})
  void every_pass_sees_every_example_once(long size) {
    var shuffle = new Shuffle(42, size);
    for (long pass = 0; pass < 3; pass++) {
      long[] seen =
          LongStream.range(pass * size, (pass + 1) * size).map(shuffle::example).sorted().toArray();
      assertThat(seen).isEqualTo(LongStream.range(0, size).toArray());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1000, 50_000})
  void passes_and_seeds_differ_and_neighbours_scatter(long size) {
    long[] first = order(1, 0, size);
    assertThat(order(1, size, size)).isNotEqualTo(first);
    assertThat(order(2, 0, size)).isNotEqualTo(first);
    assertThat(order(1, 0, size)).isEqualTo(first);
    long rising =
        LongStream.range(1, size).filter(i -> first[(int) i] > first[(int) i - 1]).count();
    assertThat((double) rising / size).isBetween(0.45, 0.55);
  }

  private static long[] order(long seed, long from, long count) {
    return LongStream.range(from, from + count).map(new Shuffle(seed, count)::example).toArray();
  }
}
