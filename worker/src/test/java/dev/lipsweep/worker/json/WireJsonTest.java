package dev.lipsweep.worker.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WireJsonTest {
  private final JsonMapper json = WireJson.mapper();

  @Test
  void a_sealed_type_says_which_record_it_is() {
    var completion =
        new Completion(3, new Outcome.Failed(FailureCause.OUT_OF_MEMORY, "no more room"));
    String text = json.writeValueAsString(completion);
    assertThat(json.readTree(text).at("/outcome/type").asString()).isEqualTo("Failed");
    assertThat(json.readValue(text, Completion.class)).isEqualTo(completion);
  }

  @Test
  void a_trainer_command_is_one_line_with_its_type() {
    var train = new TrainerCommand.Train("a", "r", 1, Map.of("x", 4L), 7, "d", null, null, 15.0);
    String line = json.writerFor(TrainerCommand.class).writeValueAsString(train);
    assertThat(line).doesNotContain("\n").contains("\"type\":\"Train\"");
    assertThat(json.readValue(line, TrainerCommand.class)).isEqualTo(train);
    assertThat(json.readValue("{\"type\":\"Stop\",\"how\":\"RELEASE\"}", TrainerCommand.class))
        .isEqualTo(new TrainerCommand.Stop(TrainerCommand.Stop.How.RELEASE));
  }

  @Test
  void numbers_of_a_configuration_are_long_or_double() {
    Map<?, ?> values = json.readValue("{\"width\":256,\"rate\":4.0,\"name\":\"muon\"}", Map.class);
    assertThat(values.get("width")).isEqualTo(256L);
    assertThat(values.get("rate")).isEqualTo(4.0);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {2.31, 264.3, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
  void bounds_go_there_and_back(double log10) {
    LogBound bound = LogBound.ofLog10(log10);
    String text = json.writeValueAsString(bound);
    assertThat(text)
        .contains("\"kind\":\"" + bound.kind() + "\"")
        .doesNotContain("Infinity", "NaN");
    assertThat(json.readValue(text, LogBound.class)).isEqualTo(bound);
  }

  @Test
  void a_newer_trainer_may_say_more() {
    String line = "{\"type\":\"Ready\",\"recipes\":{\"a\":1},\"provenance\":{},\"mood\":\"good\"}";
    assertThat(json.readValue(line, TrainerEvent.class))
        .isEqualTo(new TrainerEvent.Ready(Map.of("a", 1), Map.of()));
  }
}
