package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.simulation.Recording;
import dev.lipsweep.domain.simulation.RecordingText;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A search from its definition to what it found for its compute, over HTTP, with its loops running.
 */
class SearchApiTest {
  private final Api api = TestServer.admin();
  private final ScriptedWorker worker = new ScriptedWorker("search");
  private final String sweep = "search-" + UUID.randomUUID();
  private final String path = "/api/v1/sweeps/" + sweep;

  @BeforeEach
  void nothing_else_runs() {
    api.get("/api/v1/sweeps?state=RUNNING&limit=1000")
        .json()
        .get("items")
        .forEach(s -> api.post("/api/v1/sweeps/" + s.get("id").asString() + "/cancel", ""));
  }

  @AfterEach
  void leave() {
    worker.leave();
  }

  private void submit(String more) {
    api.yaml(
            "/api/v1/sweeps",
            """
            name: %s
            recipe: text-tiny
            steps: 100
            space:
              - optimizer: muon
                constraint: spectral_normalize
                sigmaMax: {log: [1, 8]}
                learningRate: {log: [0.1, 2]}
            %s
            """
                .formatted(sweep, more))
        .expect(201);
  }

  private void train(ScriptedWorker.Lease lease) {
    byte[] checkpoint = "found weights".getBytes();
    String hash = ScriptedWorker.sha256(checkpoint);
    worker.api().put("/api/v1/artifacts/" + hash, checkpoint);
    double cap = lease.json().at("/parameters/sigmaMax").asDouble();
    lease.complete(cap, cap / 20, hash).expect(204);
  }

  @Test
  void a_search_says_what_it_proposes_and_what_it_found_for_its_compute() {
    submit("search: {method: frontier, points: 6, initial: 4}");
    for (int trained = 0; trained < 6; ) {
      for (ScriptedWorker.Lease lease : worker.claim(2, 5)) {
        lease.metrics("validation/accuracy", 0, List.of(50L), List.of(.1)).expect(200);
        train(lease);
        trained++;
      }
    }
    JsonNode search = api.get(path + "/search").expect(200).json();
    assertThat(search.get("method").asString()).isEqualTo("frontier");
    assertThat(search.get("proposed").asInt()).isEqualTo(6);
    assertThat(search.get("note").asString()).contains("expected log10 bound");

    JsonNode growth = api.get(path + "/growth?with=" + sweep).expect(200).json();
    assertThat(growth.get("sweeps")).hasSize(2);
    JsonNode points = growth.at("/sweeps/0/points");
    assertThat(points.size()).isBetween(1, 6);
    assertThat(volume(growth)).isPositive();
    assertThat(growth.at("/sweeps/1/points")).isEqualTo(points);
    JsonNode elsewhere = api.get(path + "/growth?reference=0,20,0.01").expect(200).json();
    assertThat(elsewhere.at("/reference/log10High").asDouble()).isEqualTo(20);
    assertThat(volume(elsewhere)).as("more room, more volume").isGreaterThan(volume(growth));
    assertThat(api.get(path + "/growth?reference=20,0,0.01").expect(400).text())
        .contains("log10 of the smallest");

    Recording recording =
        RecordingText.read(api.get(path + "/recording").expect(200).text().lines().toList());
    assertThat(recording.trials()).hasSize(6);
    assertThat(recording.trials().getFirst().curve()).hasSize(2);
    assertThat(api.get(path + "/importance").expect(200).text()).contains("8 are needed");
  }

  private static double volume(JsonNode growth) {
    JsonNode points = growth.at("/sweeps/0/points");
    return points.get(points.size() - 1).get("volume").asDouble();
  }

  @Test
  void points_of_ones_own_are_added_and_wrong_ones_refused_with_their_place() {
    // more than the slots that workers of other tests may have left
    submit("search: {method: sobol, points: 1000}");
    JsonNode proposals = api.get(path + "/proposals?points=2").expect(200).json();
    assertThat(proposals.get("points")).hasSize(2);
    assertThat(proposals.get("reason").asString()).contains("Sobol");
    String mine = "space: [{optimizer: muon, constraint: none, learningRate: [1, 2]}]";
    assertThat(api.yaml(path + "/points", mine).expect(200).json().get("added").asInt())
        .isEqualTo(2);
    assertThat(api.yaml(path + "/points", mine).expect(200).json().get("added").asInt()).isZero();
    assertThat(
            api.yaml(path + "/points", "space: [{optimizer: mun}]")
                .expect(400)
                .json()
                .at("/problems/0/path")
                .asString())
        .isEqualTo("/space/0/optimizer");
    assertThat(api.yaml(path + "/points", "limits: {}").expect(400).text())
        .contains("stays as it is");
    api.post(path + "/cancel", "");
    assertThat(api.yaml(path + "/points", mine).expect(409).problem()).isEqualTo("illegal-state");
  }

  @Test
  void a_sweep_without_results_has_no_growth_and_no_recording() {
    submit("search: random");
    assertThat(api.get(path + "/growth").expect(200).json().get("reference").isNull()).isTrue();
    api.get(path + "/recording").expect(404);
    assertThat(api.get(path + "/search").expect(200).json().at("/rungs")).isEmpty();
  }
}
