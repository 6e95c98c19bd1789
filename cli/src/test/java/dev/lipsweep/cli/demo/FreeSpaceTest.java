package dev.lipsweep.cli.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.cli.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
  @Test
  void a_full_disk_is_said_with_what_is_left_and_what_is_needed() {
    assertThatThrownBy(() -> FreeSpace.require(Path.of("/data"), 100L << 20, 1536L << 20))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the disk of /data has 0.1 GB left and 1.5 GB are needed")
        .hasMessageContaining("--home");
    assertThatCode(() -> FreeSpace.require(Path.of("/data"), 2L << 30, 1536L << 20))
        .doesNotThrowAnyException();
  }
}
