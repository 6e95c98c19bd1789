package dev.lipsweep.training.trainer;

import static dev.lipsweep.training.trainer.Dialogue.only;
import static dev.lipsweep.training.trainer.Dialogue.outcome;
import static dev.lipsweep.training.trainer.Dialogue.series;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The promise of resuming, with real processes and a real SIGKILL. */
class KilledTrainerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"muon", "adamw"})
  void a_run_that_was_killed_ends_bit_identical_to_one_that_was_not(String optimizer)
      throws Exception {
    Map<String, Object> parameters =
        Line.tiny(
            Map.of(
                "optimizer",
                optimizer,
                "constraint",
                "spectral_normalize",
                "learningRate",
                0.02,
                "steps",
                120,
                "validateEvery",
                50));
    JsonNode last;
    try (var killed = new Child()) {
      Path first = Files.createDirectory(folder.resolve("first"));
      killed.dialogue().say(Line.train("first", parameters, first, null, 0));
      last = killed.dialogue().until("Checkpoint", e -> e.get("step").asLong() >= 60).getLast();
      killed.kill();
    }
    long step = last.get("step").asLong();
    List<JsonNode> resumed;
    List<JsonNode> unbroken;
    try (var child = new Child()) {
      Path second = Files.createDirectory(folder.resolve("second"));
      Path from = Path.of(last.get("file").stringValue());
      resumed = child.dialogue().run(Line.train("second", parameters, second, from, 1e9));
      Path whole = Files.createDirectory(folder.resolve("whole"));
      unbroken = child.dialogue().run(Line.train("whole", parameters, whole, null, 1e9));
      child.dialogue().endInput();
      assertThat(child.exitCode()).isZero();
    }
    assertThat(series(resumed, "train/loss"))
        .isEqualTo(series(unbroken, "train/loss").subList((int) step, 120));
    JsonNode a = outcome(resumed).get("result");
    JsonNode b = outcome(unbroken).get("result");
    for (String name : List.of("accuracy", "loss", "checkpointSha256", "certificates")) {
      assertThat(a.get(name)).as(name).isEqualTo(b.get(name));
    }
    assertThat(file(resumed)).hasSameBinaryContentAs(file(unbroken));
  }

  @Test
  void a_terminated_trainer_leaves_a_checkpoint() throws Exception {
    try (var child = new Child()) {
      Map<String, Object> parameters = Line.tiny(Map.of("steps", 100_000));
      child.dialogue().say(Line.train("a", parameters, folder, null, 1e9));
      child.dialogue().until("Progress", e -> e.get("step").asLong() > 0);
      child.terminate();
      List<JsonNode> events = child.dialogue().until("Ended");
      assertThat(Dialogue.outcomeType(events)).isEqualTo("Released");
      assertThat(file(events)).isRegularFile();
    }
  }

  private static Path file(List<JsonNode> events) {
    return Path.of(only(events, "Checkpoint").getLast().get("file").stringValue());
  }
}
