package dev.lipsweep.worker.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path folder;

  @Test
  void a_former_agents_trainers_are_killed() throws Exception {
    Path file = folder.resolve("pids");
    Process trainer = new ProcessBuilder("sleep", "600").start();
    new Leftovers(file).add(trainer.toHandle());
    new Leftovers(file).killAll();
    assertThat(trainer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void a_process_that_only_has_the_pid_is_spared() throws Exception {
    Path file = folder.resolve("pids");
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          file, other.pid() + " " + Instant.now().minusSeconds(3600) + "\nnonsense\n1 2\n");
      new Leftovers(file).killAll();
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }
}
