package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which parameters of a sweep matter: here the rate makes the accuracy, the cap the bound. */
class ImportanceTest {
  private final Api api = TestServer.admin();
  private final ScriptedWorker worker = new ScriptedWorker("importance");
  private final String sweep = "importance-" + UUID.randomUUID();
  private final String path = "/api/v1/sweeps/" + sweep + "/importance";

  @BeforeEach
  void a_sweep_of_two_optimizers() {
    api.get("/api/v1/sweeps?state=RUNNING&limit=1000")
        .json()
        .get("items")
        .forEach(s -> api.post("/api/v1/sweeps/" + s.get("id").asString() + "/cancel", ""));
    api.yaml(
            "/api/v1/sweeps",
            """
            name: %s
            recipe: text-tiny
            space:
              - optimizer: muon
                constraint: spectral_normalize
                sigmaMax: [1, 2, 3]
                learningRate: [1, 2, 3]
              - {optimizer: adamw, constraint: none, learningRate: [0.1, 0.2]}
            """
                .formatted(sweep))
        .expect(201);
    byte[] checkpoint = "important weights".getBytes();
    String hash = ScriptedWorker.sha256(checkpoint);
    worker.api().put("/api/v1/artifacts/" + hash, checkpoint);
    for (ScriptedWorker.Lease lease : worker.claim(11, 5)) {
      double rate = lease.json().at("/parameters/learningRate").asDouble();
      double cap = lease.json().at("/parameters/sigmaMax").asDouble(1);
      lease.complete(cap, rate / 10, hash).expect(204);
    }
  }

  @AfterEach
  void leave() {
    worker.leave();
  }

  @Test
  void each_objective_has_its_own_parameters() {
    JsonNode answer = api.get(path).expect(200).json();
    assertThat(answer.at("/method").asString()).contains("ANOVA");
    JsonNode all = answer.at("/groups/0");
    assertThat(all.get("results").asInt()).isEqualTo(11);
    assertThat(all.at("/accuracy/parameters/0/parameter").asString()).isEqualTo("learningRate");
    assertThat(all.at("/bound/parameters/0/parameter").asString()).isEqualTo("sigmaMax");
    assertThat(all.at("/bound/fit").asDouble()).isBetween(0.0, 1.0);
    JsonNode first = all.at("/bound/parameters/0");
    assertThat(first.get("total").asDouble()).isGreaterThanOrEqualTo(first.get("main").asDouble());
  }

  @Test
  void groups_are_looked_at_each_for_itself_and_a_small_one_says_why_it_is_not() {
    JsonNode groups = api.get(path + "?by=optimizer").expect(200).json().get("groups");
    assertThat(groups).hasSize(2);
    for (JsonNode group : groups) {
      if (group.at("/group/optimizer").asString().equals("muon")) {
        assertThat(group.at("/accuracy/parameters")).hasSize(2);
        assertThat(group.get("note").isNull()).isTrue();
      } else {
        assertThat(group.get("accuracy").isNull()).isTrue();
        assertThat(group.get("note").asString())
            .isEqualTo("2 results with a finite bound; 8 are needed");
      }
    }
  }

  @Test
  void a_parameter_that_the_recipe_does_not_have_is_refused() {
    assertThat(api.get(path + "?by=optimiser").expect(400).text())
        .contains("did you mean 'optimizer'?");
    api.get("/api/v1/sweeps/no-such/importance").expect(404);
  }
}
