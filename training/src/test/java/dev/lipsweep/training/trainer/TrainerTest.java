package dev.lipsweep.training.trainer;

import static dev.lipsweep.training.trainer.Dialogue.only;
import static dev.lipsweep.training.trainer.Dialogue.outcome;
import static dev.lipsweep.training.trainer.Dialogue.outcomeType;
import static dev.lipsweep.training.trainer.Dialogue.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.training.checkpoint.Checkpoint;
import dev.lipsweep.training.checkpoint.CheckpointReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrainerTest {
  private static final double NEVER = 1e9;

  @TempDir Path folder;
  private InProcess trainer;
  private Dialogue dialogue;

  @BeforeEach
  void start() throws IOException {
    trainer = new InProcess();
    dialogue = trainer.dialogue();
  }

  @AfterEach
  void end() {
    trainer.close();
  }

  @Test
  void a_trial_ends_with_a_result_that_its_evidence_supports() {
    List<JsonNode> events = dialogue.run(train("a", Map.of("steps", 60, "validateEvery", 25)));

    assertThat(only(events, "Progress")).isNotEmpty();
    assertThat(series(events, "train/loss")).hasSize(60);
    for (String name :
        List.of(
            "validation/loss",
            "validation/accuracy",
            "bound/certified-quick",
            "bound/full-matrix",
            "norm/embed",
            "norm/block0.mlp_out",
            "norm/head")) {
      assertThat(series(events, name)).as(name).hasSize(3);
    }

    assertThat(outcomeType(events)).isEqualTo("Completed");
    JsonNode result = outcome(events).get("result");
    assertThat(result.get("accuracy").asDouble()).isBetween(0.14, 1.0);
    JsonNode checkpoint = only(events, "Checkpoint").getLast();
    assertThat(result.get("checkpointSha256")).isEqualTo(checkpoint.get("sha256"));
    JsonNode certificate = result.get("certificates").get(0);
    assertThat(certificate.get("rule").stringValue()).isEqualTo("certified");
    assertThat(certificate.get("sound").booleanValue()).isTrue();
    assertThat(certificate.get("checkpointSha256")).isEqualTo(checkpoint.get("sha256"));
    assertThat(certificate.get("contributions")).hasSize(4);
    JsonNode fullMatrix = result.get("certificates").get(3);
    assertThat(fullMatrix.get("rule").stringValue()).isEqualTo("full-matrix");
    assertThat(fullMatrix.get("sound").booleanValue()).isFalse();
    assertThat(result.get("provenance").get("dataDigest").stringValue()).startsWith("70b924ea");

    JsonNode measures = result.get("measures");
    assertThat(measures.get("flops/passes").asDouble()).isGreaterThan(1e6);
    double bound = certificate.get("bound").get("log10").asDouble();
    assertThat(Math.log10(measures.get("ratio/measured-max").asDouble())).isLessThan(bound);
    for (String place : List.of("block0.attention", "block0.mlp", "logits")) {
      assertThat(measures.get("activation/" + place).asDouble())
          .isPositive()
          .isLessThan(measures.get("activation/" + place + "/bound").asDouble());
    }
    assertThat(measures.propertyNames()).noneMatch(name -> name.startsWith("alarm"));
    for (JsonNode layer : fullMatrix.get("layers")) {
      assertThat(layer.get("norm").asDouble()).as(layer.toString()).isLessThan(2.002);
    }
  }

  @Test
  void the_same_trial_twice_is_the_same_to_the_last_bit() {
    List<JsonNode> first = dialogue.run(train("a", Map.of()));
    List<JsonNode> second = dialogue.run(train("b", Map.of()));
    for (String name : List.of("train/loss", "validation/loss", "bound/certified-quick")) {
      assertThat(series(second, name)).as(name).isNotEmpty().isEqualTo(series(first, name));
    }
    assertThat(outcome(second).get("result").get("checkpointSha256"))
        .isEqualTo(outcome(first).get("result").get("checkpointSha256"));
  }

  @Test
  void accumulated_batches_are_one_large_batch_up_to_rounding() {
    List<JsonNode> whole = dialogue.run(train("a", Map.of("batchSize", 6)));
    List<JsonNode> parts = dialogue.run(train("b", Map.of("batchSize", 2, "accumulation", 3)));
    double expected = outcome(whole).get("result").get("loss").asDouble();
    double loss = outcome(parts).get("result").get("loss").asDouble();
    assertThat(loss).isNotEqualTo(expected).isCloseTo(expected, within(1e-3));
    assertThat(series(parts, "train/loss")).hasSameSizeAs(series(whole, "train/loss"));
  }

  @Test
  void a_diverging_trial_is_a_result_and_the_next_one_is_well() {
    List<JsonNode> diverged =
        dialogue.run(
            train("a", Map.of("optimizer", "adamw", "constraint", "none", "learningRate", 100)));
    assertThat(outcomeType(diverged)).isEqualTo("Infeasible");
    assertThat(outcome(diverged).get("step").asLong()).isBetween(1L, 12L);
    assertThat(outcome(diverged).get("reason").stringValue()).startsWith("diverged at step ");
    assertThat(outcomeType(dialogue.run(train("b", Map.of())))).isEqualTo("Completed");
  }

  @Test
  void a_released_trial_goes_on_as_if_it_had_not_been() {
    List<JsonNode> unbroken = dialogue.run(train("a", Map.of("steps", 120)));

    dialogue.say(train("b", Map.of("steps", 120), null, 0));
    // its last checkpoint may already have been said when the stop arrives
    var released = new ArrayList<>(dialogue.until("Checkpoint", e -> e.get("step").asLong() >= 7));
    dialogue.say(Line.stop("RELEASE"));
    released.addAll(dialogue.until("Ended"));
    assertThat(outcomeType(released)).isEqualTo("Released");
    JsonNode checkpoint = only(released, "Checkpoint").getLast();
    long step = checkpoint.get("step").asLong();
    assertThat(outcome(released).get("step").asLong()).isEqualTo(step);

    Path file = Path.of(checkpoint.get("file").stringValue());
    List<JsonNode> resumed = dialogue.run(train("c", Map.of("steps", 120), file, NEVER));
    assertThat(series(resumed, "train/loss"))
        .isEqualTo(series(unbroken, "train/loss").subList((int) step, 120));
    sameResult(resumed, unbroken);
  }

  @Test
  void no_checkpoint_comes_before_the_validation_of_its_step() {
    List<JsonNode> whole = dialogue.run(train("a", Map.of(), null, 0));
    assertThat(only(whole, "Checkpoint")).hasSize(12);
    List<Long> due = List.of(5L, 10L, 12L);
    whole.stream()
        .filter(e -> e.get("type").stringValue().equals("Checkpoint"))
        .forEach(
            checkpoint -> {
              long step = checkpoint.get("step").asLong();
              List<JsonNode> before = whole.subList(0, whole.indexOf(checkpoint));
              assertThat(series(before, "validation/accuracy"))
                  .as("before the checkpoint of step %d", step)
                  .hasSize((int) due.stream().filter(validated -> validated <= step).count());
            });
  }

  @Test
  void a_trial_released_in_the_middle_of_a_validation_goes_on_with_that() {
    var often = Map.<String, Object>of("validateEvery", 1);
    List<JsonNode> unbroken = dialogue.run(train("whole", often));
    for (int i = 1; i < 8; i++) {
      int soon = i;
      dialogue.say(train("first" + i, often));
      var events = new ArrayList<>(dialogue.until("Metrics", e -> soon <= validations(e)));
      dialogue.say(Line.stop("RELEASE"));
      events.addAll(dialogue.until("Ended"));
      if (outcomeType(events).equals("Released")) { // else the stop came too late
        JsonNode checkpoint = only(events, "Checkpoint").getLast();
        assertThat(outcome(events).get("step")).isEqualTo(checkpoint.get("step"));
        Path file = Path.of(checkpoint.get("file").stringValue());
        events.addAll(dialogue.run(train("second" + i, often, file, NEVER)));
      }
      for (String name : List.of("validation/accuracy", "bound/certified-quick", "norm/head")) {
        assertThat(series(events, name))
            .as("%s, released after %d", name, i)
            .isEqualTo(series(unbroken, name));
      }
      sameResult(events, unbroken);
    }
  }

  /** The last step that these metrics validate. */
  private static int validations(JsonNode metrics) {
    List<String> points = series(List.of(metrics), "validation/accuracy");
    return points.isEmpty() ? 0 : Integer.parseInt(points.getLast().split("=")[0]);
  }

  @Test
  void a_trial_whose_last_checkpoint_is_its_last_step_only_needs_its_result() {
    List<JsonNode> whole = dialogue.run(train("a", Map.of()));
    Path file = Path.of(only(whole, "Checkpoint").getLast().get("file").stringValue());
    List<JsonNode> again = dialogue.run(train("b", Map.of(), file, NEVER));
    assertThat(only(again, "Metrics")).isEmpty();
    sameResult(again, whole);
  }

  @Test
  void a_checkpoint_is_of_the_parameters_that_were_submitted_whatever_the_recipe_has_gained_since()
      throws IOException {
    Map<String, Object> submitted = Line.tiny(Map.of());
    assertThat(submitted).as("a parameter with a default").doesNotContainKey("dtype");
    List<JsonNode> events = dialogue.run(train("a", Map.of()));
    Path file = Path.of(only(events, "Checkpoint").getLast().get("file").stringValue());

    Configuration complete = Recipes.named("text-tiny").orElseThrow().configuration(submitted);
    var parameters = new TreeMap<>(complete.parameters());
    parameters.keySet().retainAll(submitted.keySet());
    String hash = new Configuration("text-tiny", 1, parameters).hash();
    assertThat(hash).isNotEqualTo(complete.hash());
    var identity = new Checkpoint.Identity("text-tiny", 1, hash, 3);
    assertThat(CheckpointReader.read(file, identity).step()).isEqualTo(12);
  }

  @Test
  void finishing_early_completes_with_what_there_is() {
    dialogue.say(train("a", Map.of("steps", 100_000, "validateEvery", 100_000), null, 0));
    dialogue.until("Checkpoint", e -> e.get("step").asLong() >= 3);
    dialogue.say(Line.stop("FINISH"));
    List<JsonNode> events = dialogue.until("Ended");
    assertThat(outcomeType(events)).isEqualTo("Completed");
    assertThat(outcome(events).get("stoppedEarly").booleanValue()).isTrue();
    assertThat(series(events, "validation/accuracy")).hasSize(1);
  }

  @Test
  void a_trial_that_is_stopped_where_it_was_validated_reports_that_once() {
    dialogue.say(train("a", Map.of("steps", 100_000, "validateEvery", 1)));
    List<JsonNode> events = new ArrayList<>(dialogue.until("Metrics"));
    dialogue.say(Line.stop("FINISH"));
    events.addAll(dialogue.until("Ended"));
    assertThat(outcome(events).get("stoppedEarly").booleanValue()).isTrue();
    assertThat(series(events, "validation/accuracy"))
        .hasSize(outcome(events).at("/result/steps").asInt());
  }

  @Test
  void a_cancelled_trial_keeps_nothing() {
    dialogue.say(train("a", Map.of("steps", 100_000)));
    dialogue.until("Progress", e -> e.get("step").asLong() > 0);
    dialogue.say(Line.stop("CANCEL"));
    List<JsonNode> events = dialogue.until("Ended");
    assertThat(outcomeType(events)).isEqualTo("Cancelled");
    assertThat(only(events, "Checkpoint")).isEmpty();
  }

  @Test
  void a_stop_that_comes_right_behind_its_trial_is_not_lost() {
    dialogue.say(train("a", Map.of("steps", 100_000)));
    dialogue.say(Line.stop("CANCEL"));
    assertThat(outcomeType(dialogue.until("Ended"))).isEqualTo("Cancelled");
  }

  @Test
  void a_mistake_in_the_parameters_fails_the_trial_alone() {
    List<JsonNode> failed = dialogue.run(train("a", Map.of("width", 17)));
    assertThat(outcomeType(failed)).isEqualTo("Failed");
    assertThat(outcome(failed).get("cause").stringValue()).isEqualTo("TRAINER_ERROR");
    assertThat(outcome(failed).get("message").stringValue()).contains("width");
    assertThat(outcomeType(dialogue.run(train("b", Map.of())))).isEqualTo("Completed");
  }

  @Test
  void missing_data_is_named() {
    String train =
        """
        {"type":"Train","attemptId":"a","recipe":"cifar-mlp","recipeVersion":1,"seed":0,
         "parameters":{"optimizer":"muon","constraint":"none","learningRate":0.1},
         "directory":"%s","checkpoint":null,"dataDirectory":"%s","checkpointSeconds":60}
        """
            .formatted(folder, folder)
            .replace("\n", "");
    List<JsonNode> events = dialogue.run(train);
    assertThat(outcome(events).get("cause").stringValue()).isEqualTo("DATA_MISSING");
    assertThat(outcome(events).get("message").stringValue())
        .contains("data_batch_1.bin", folder.toString());
  }

  @Test
  void the_end_of_input_leaves_a_checkpoint() {
    dialogue.say(train("a", Map.of("steps", 100_000), null, NEVER));
    dialogue.until("Progress", e -> e.get("step").asLong() > 0);
    dialogue.endInput();
    List<JsonNode> events = dialogue.until("Ended");
    assertThat(outcomeType(events)).isEqualTo("Released");
    assertThat(only(events, "Checkpoint").getLast().get("step").asLong())
        .isEqualTo(outcome(events).get("step").asLong())
        .isPositive();
    assertThat(trainer.exitCode()).isZero();
  }

  @Test
  void a_line_that_is_no_command_ends_the_trainer() {
    dialogue.say("{\"type\":\"Dance\"}");
    assertThat(trainer.exitCode()).isEqualTo(Trainer.NO_COMMAND);
  }

  private static void sameResult(List<JsonNode> actual, List<JsonNode> expected) {
    JsonNode a = outcome(actual).get("result");
    JsonNode b = outcome(expected).get("result");
    for (String name : List.of("accuracy", "loss", "checkpointSha256", "certificates")) {
      assertThat(a.get(name)).as(name).isEqualTo(b.get(name));
    }
  }

  private String train(String attempt, Map<String, Object> more) {
    return train(attempt, more, null, NEVER);
  }

  private String train(
      String attempt, Map<String, Object> more, Path checkpoint, double checkpointSeconds) {
    return Line.train(attempt, Line.tiny(more), folder, checkpoint, checkpointSeconds);
  }
}
