package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.api.Api.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Frontiers with a name over plain HTTP: defined, answered, kept, compared. */
class NamedFrontierTest {
  private final Api api = TestServer.admin();
  private final ScriptedWorker worker = new ScriptedWorker("frontiers");
  private final String sweep = "sweep-" + UUID.randomUUID();
  private final String name = "front " + UUID.randomUUID();
  private final String path = "/api/v1/frontiers/" + name.replace(" ", "%20");
  private List<ScriptedWorker.Lease> leases;

  @BeforeEach
  void a_sweep_with_two_results() {
    api.get("/api/v1/sweeps?state=RUNNING&limit=1000")
        .json()
        .get("items")
        .forEach(s -> api.post("/api/v1/sweeps/" + s.get("id").asString() + "/cancel", ""));
    api.yaml("/api/v1/sweeps", ProtocolTest.definition(sweep, 5)).expect(201);
    leases = worker.claim(5, 5);
    complete(0, 1.0, 0.3);
    complete(1, 2.0, 0.2);
  }

  @AfterEach
  void leave() {
    worker.leave();
  }

  @Test
  void a_frontier_is_named_once_and_answered_anew() {
    Reply made = api.yaml("/api/v1/frontiers", definition("")).expect(201);
    assertThat(made.header("Location")).isEqualTo(path);
    api.yaml("/api/v1/frontiers", definition("")).expect(200);
    assertThat(
            api.yaml("/api/v1/frontiers", definition("by: optimizer"))
                .expect(409)
                .json()
                .get("detail")
                .asString())
        .contains("another definition");
    assertThat(names()).contains(name);
    assertThat(
            api.get(path + "/definition")
                .expect(200)
                .json()
                .at("/definition/objectives")
                .toString())
        .isEqualTo("[\"bound:min\",\"accuracy:max\"]");

    Reply first = api.get(path + "?all=true").expect(200);
    assertThat(accuracies(first.json())).containsExactly(0.3);
    assertThat(first.json().get("results")).hasSize(2);
    assertThat(first.json().get("rule").asString()).isEqualTo("certified-quick");
    assertThat(api.get("/api/v1/sweeps/" + sweep + "/frontier").json().get("groups"))
        .isEqualTo(first.json().get("groups"));

    complete(2, 3.0, 0.5);
    assertThat(accuracies(api.get(path).json())).containsExactly(0.3, 0.5);
    assertThat(api.get(path + "?format=csv").expect(200).text().lines()).hasSize(3);
    assertThat(api.get(path, "Accept", "image/svg+xml").expect(200).text())
        .startsWith("<svg")
        .contains(name);

    api.delete(path).expect(204);
    api.get(path).expect(404);
    api.delete(path).expect(404);
  }

  @Test
  void nothing_is_sent_again_that_has_not_changed() {
    api.yaml("/api/v1/frontiers", definition("")).expect(201);
    for (String address : List.of(path, "/api/v1/sweeps/" + sweep + "/frontier")) {
      Reply first = api.get(address).expect(200);
      String tag = first.header("ETag");
      assertThat(tag).startsWith("W/\"");
      Reply same = api.get(address, "If-None-Match", tag).expect(304);
      assertThat(same.text()).isEmpty();
      assertThat(same.header("ETag")).isEqualTo(tag);
      assertThat(api.get(address + "?format=csv").header("ETag")).isNotEqualTo(tag);
      api.get(address + "?all=true", "If-None-Match", tag).expect(200);
    }
    String tag = api.get(path).header("ETag");
    complete(2, 9.0, 0.1); // off the frontier, but a result
    assertThat(api.get(path, "If-None-Match", tag).expect(200).header("ETag")).isNotEqualTo(tag);
  }

  @Test
  void the_frontier_of_a_time_stays_what_it_was() {
    api.yaml("/api/v1/frontiers", definition("")).expect(201);
    String then =
        api.get("/api/v1/trials/" + leases.get(1).trial()).json().get("finishedAt").asString();
    complete(2, 0.5, 0.9);

    assertThat(accuracies(api.get(path).json())).containsExactly(0.9);
    assertThat(accuracies(api.get(path + "?asOf=" + then).expect(200).json())).containsExactly(0.3);
    assertThat(api.get(path + "?asOf=2020-01-01T00:00:00Z").json().at("/groups/0/points"))
        .isEmpty();
    api.get(path + "?asOf=yesterday").expect(400);
    api.post(path + "/snapshots?asOf=2120-01-01T00:00:00Z", "").expect(400);
  }

  @Test
  void a_snapshot_never_changes_and_two_are_compared() {
    api.yaml("/api/v1/frontiers", definition("")).expect(201);
    JsonNode before = api.post(path + "/snapshots", "").expect(201).json();
    complete(2, 3.0, 0.5);
    complete(3, 0.5, 0.4);
    JsonNode after = api.post(path + "/snapshots", "").expect(201).json();
    String from = before.get("sha256").asString();
    String to = after.get("sha256").asString();

    Reply content = api.get(path + "/snapshots/" + from).expect(200);
    assertThat(
            ScriptedWorker.sha256(content.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(from);
    assertThat(content.header("Cache-Control")).contains("immutable");
    JsonNode point = content.json().at("/groups/0/points/0");
    assertThat(point.at("/trialIds/0").asString()).isEqualTo(leases.get(0).trial());
    assertThat(point.get("ruleVersion").asInt()).isEqualTo(1);
    assertThat(point.get("codeVersions").toString()).isEqualTo("[]");
    assertThat(api.get(path + "/snapshots").json().at("/items")).hasSize(2);
    assertThat(api.get(path + "/snapshots").json().at("/items/0/sha256").asString()).isEqualTo(to);

    JsonNode comparison =
        api.get(path + "/compare?from=" + from.substring(0, 8) + "&to=" + to).expect(200).json();
    assertThat(comparison.get("gained").asInt()).isEqualTo(2);
    assertThat(comparison.get("lost").asInt()).isEqualTo(1);
    // over bounds 10^0.5 to 10^3: (10^1, 0.3) dominates 2 decades; then (10^0.5, 0.4) and (10^3,
    // 0.5)
    JsonNode volumes = comparison.at("/groups/0/hypervolume");
    assertThat(volumes.get("from").asDouble()).isCloseTo(2 * 0.3, within());
    assertThat(volumes.get("to").asDouble()).isCloseTo(2.5 * 0.4, within());
    assertThat(volumes.get("difference").asDouble()).isCloseTo(0.4, within());

    JsonNode none = api.get(path + "/compare?from=" + to).expect(200).json();
    assertThat(none.get("gained").asInt() + none.get("lost").asInt()).isZero();
    assertThat(none.at("/groups/0/kept").asInt()).isEqualTo(2);
    api.get(path + "/compare?from=latest").expect(400);
    api.get(path + "/compare?from=" + "0".repeat(64)).expect(404);
    // of the same time the same content, hence the same address
    String asOf = after.get("asOf").asString();
    String again =
        api.post(path + "/snapshots?asOf=" + asOf, "").expect(201).json().get("sha256").asString();
    assertThat(
            api.post(path + "/snapshots?asOf=" + asOf, "")
                .expect(201)
                .json()
                .get("sha256")
                .asString())
        .isEqualTo(again);
  }

  @Test
  void a_wrong_definition_is_refused_with_place_line_and_suggestion() {
    JsonNode problem =
        api.yaml(
                "/api/v1/frontiers",
                """
                name: a/b
                sweeps: [%s]
                objectives: [bound:certifed, robust/x]
                seeds: average
                grouping: optimizer
                metrics: {accuracy: {atLeast: 0.5, atMost: 0.1}}
                """
                    .formatted(sweep))
            .expect(400)
            .json();
    assertThat(problem.get("type").asString()).isEqualTo("/problems/invalid-frontier");
    var places = new ArrayList<String>();
    problem
        .get("problems")
        .forEach(p -> places.add(p.get("path").asString() + " " + p.get("line").asInt()));
    assertThat(places)
        .contains(
            "/name 1",
            "/objectives/0 3",
            "/objectives/1 3",
            "/seeds 4",
            "/grouping 5",
            "/metrics/accuracy 6");
    assertThat(problem.toString()).contains("did you mean 'certified'?");

    assertThat(detail("name: x\nsweeps: %sx".formatted(sweep)))
        .contains("no such sweep", "did you mean '%s'".formatted(sweep));
    assertThat(detail("name: x\nsweeps: %s\nby: [optimiser]".formatted(sweep)))
        .contains("line 3", "did you mean 'optimizer'");
    assertThat(detail("name: x\nsweeps: %s\nwhere: {optimizer: lion}".formatted(sweep)))
        .contains("not a value of optimizer", "muon");
    assertThat(detail("name: x\nsweeps: {recipe: cifar}")).contains("no such recipe", "cifar-mlp");
    assertThat(detail("[1, 2]")).contains("a frontier is a mapping");
    assertThat(detail("{")).isNotBlank();
  }

  @Test
  void a_measure_that_nobody_has_is_worth_a_warning() {
    JsonNode made =
        api.yaml("/api/v1/frontiers", definition("objectives: [bound, accuracy, robust/none:max]"))
            .expect(201)
            .json();
    assertThat(made.get("warnings").toString()).contains("no result so far", "robust/none");
    assertThat(api.get(path).expect(200).json().at("/groups/0/points")).isEmpty();
  }

  @Test
  void seeds_third_objectives_and_patterns_are_answered() {
    api.yaml("/api/v1/frontiers", definition("seeds: worst")).expect(201);
    assertThat(accuracies(api.get(path).expect(200).json())).containsExactly(0.3);
    String other = "three " + name;
    api.post(
            "/api/v1/frontiers",
            """
            {"name": "%s", "sweeps": {"name": "%s*", "recipe": "text-tiny"},
             "objectives": ["bound", "accuracy", "loss"], "evidence": "certified", "by": ["logitScale"]}
            """
                .formatted(other, sweep.substring(0, 20)))
        .expect(201);
    JsonNode three = api.get("/api/v1/frontiers/" + other.replace(" ", "%20")).expect(200).json();
    assertThat(three.get("groups")).hasSize(2);
    assertThat(three.get("evidence").asString()).isEqualTo("certified");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  private String definition(String more) {
    return "name: %s\nsweeps: %s\n%s\n".formatted(name, sweep, more);
  }

  private String detail(String yaml) {
    return api.yaml("/api/v1/frontiers", yaml).expect(400).json().get("detail").asString();
  }

  private List<String> names() {
    var names = new ArrayList<String>();
    api.get("/api/v1/frontiers")
        .expect(200)
        .json()
        .get("items")
        .forEach(f -> names.add(f.get("name").asString()));
    return names;
  }

  private static List<Double> accuracies(JsonNode frontier) {
    var accuracies = new ArrayList<Double>();
    frontier.at("/groups/0/points").forEach(p -> accuracies.add(p.get("accuracy").asDouble()));
    return accuracies;
  }

  private void complete(int trial, double log10Bound, double accuracy) {
    byte[] weights = ("weights of " + leases.get(trial).trial()).getBytes();
    String hash = ScriptedWorker.sha256(weights);
    worker.api().put("/api/v1/artifacts/" + hash, weights);
    leases.get(trial).complete(log10Bound, accuracy, hash).expect(204);
  }
}
