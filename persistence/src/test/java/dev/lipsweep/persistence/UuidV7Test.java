package dev.lipsweep.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {
  @Test
  void ids_rise_and_say_when_they_were_made() {
    long before = System.currentTimeMillis();
    List<UUID> ids = Stream.generate(UuidV7::next).limit(10_000).toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids.stream().map(UUID::toString)).isSorted();
    UUID first = ids.getFirst();
    assertThat(first.version()).isEqualTo(7);
    assertThat(first.variant()).isEqualTo(2);
    assertThat(first.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
  }
}
