package dev.lipsweep.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Artifacts on a disk of their own, a small one in memory, that is filled while a trial trains. */
class FullDiskIT {
  private static final int STEPS = 600;
  private static final String DEFINITION =
      """
      name: full-disk
      recipe: text-tiny
      space:
        - {optimizer: muon, constraint: none, learningRate: 0.1}
      width: 32
      blocks: 1
      context: 32
      steps: %d
      """
          .formatted(STEPS);

  @Test
  void a_full_disk_pauses_uploads_with_an_alarm_and_training_goes_on(@TempDir Path home)
      throws Exception {
    Path disk = Files.createDirectories(home.resolve("artifacts"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", disk.toString()),
        "not run: only root can mount a small disk");
    try (var server = new RunningServer(home, "--slots", "1")) {
      Path filler = Files.write(disk.resolve("filler"), new byte[79 << 20]);
      String sweep = server.submit(DEFINITION);

      await("the trial is trained to its end, and has no room for its result")
          .atMost(Duration.ofMinutes(5))
          .until(
              () -> trial(server, sweep).at("/progress/step").asInt(0) == STEPS && isFull(server));
      assertThat(trial(server, sweep).get("state").asString()).isEqualTo("RUNNING");
      JsonNode alarm = server.get("/api/v1/artifacts").get("full");
      assertThat(alarm.get("message").asString()).contains(disk.toString(), "MiB free");
      assertThat(server.text("/actuator/prometheus")).contains("lipsweep_artifacts_full 1.0");

      Files.delete(filler);
      await("the result is stored")
          .atMost(Duration.ofMinutes(2))
          .until(() -> trial(server, sweep).get("state").asString().equals("COMPLETED"));
      assertThat(trial(server, sweep).get("attempts").asInt()).isEqualTo(1);
      assertThat(isFull(server)).isFalse();
    } finally {
      run("umount", "--lazy", disk.toString());
    }
  }

  private static boolean isFull(RunningServer server) {
    return !server.get("/api/v1/artifacts").get("full").isNull();
  }

  private static JsonNode trial(RunningServer server, String sweep) {
    return server.get("/api/v1/sweeps/%s/trials".formatted(sweep)).get("items").get(0);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor() == 0;
  }
}
