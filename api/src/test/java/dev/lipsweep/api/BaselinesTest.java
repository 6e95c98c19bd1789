package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lipsweep.api.Api.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** From a pin over a rerun to the verdict in three forms, with a worker that trains nothing. */
class BaselinesTest {
  private static final byte[] WEIGHTS = "weights".getBytes();

  private final Api api = TestServer.admin();
  private final ScriptedWorker worker = new ScriptedWorker("checker");
  private String name;

  @BeforeEach
  void pin() {
    api.get("/api/v1/sweeps?state=RUNNING&limit=1000")
        .json()
        .get("items")
        .forEach(s -> api.post("/api/v1/sweeps/" + s.get("id").asString() + "/cancel", ""));
    worker.api().put("/api/v1/artifacts/" + ScriptedWorker.sha256(WEIGHTS), WEIGHTS);
    name = "b" + System.nanoTime();
    String sweep = submit(name + "-sweep");
    train(0.40);
    Reply pinned = pin(name, sweep, "{}").expect(201);
    assertThat(pinned.header("Location")).isEqualTo("/api/v1/baselines/" + name);
    assertThat(pinned.json().at("/margins/accuracy").asDouble()).isEqualTo(0.005);
  }

  @AfterEach
  void leave() {
    api.delete("/api/v1/baselines/" + name);
    worker.leave();
  }

  @Test
  void a_rerun_of_an_unchanged_system_passes_and_the_report_comes_in_three_forms() {
    JsonNode check = api.post(checks(), "{}").expect(201).json();
    assertThat(check.get("verdict").isNull()).isTrue();
    assertThat(api.get(checks() + "/1?format=junit").expect(409).problem())
        .isEqualTo("illegal-state");
    train(0.40);
    JsonNode concluded = concluded(1);
    assertThat(concluded.get("verdict").asString()).isEqualTo("PASS");
    assertThat(concluded.at("/report/identical").asInt()).isEqualTo(4);
    assertThat(api.get(checks() + "/latest?format=markdown").expect(200).text())
        .startsWith("## 🟢 PASS: baseline `" + name + "`");
    assertThat(api.get(checks() + "/1?format=junit").expect(200).text())
        .contains("<testsuite name=\"baseline " + name, "tests=\"3\" failures=\"0\"");
    api.get(checks() + "/1?format=pdf").expect(400);
    api.get(checks() + "/2").expect(404);
    assertThat(api.get("/api/v1/baselines/" + name).json().get("lastVerdict").asString())
        .isEqualTo("PASS");
  }

  @Test
  void accuracy_that_fell_is_regressed_and_told_to_who_listens() {
    JsonNode check = api.post(checks(), "{}").expect(201).json();
    train(0.30);
    JsonNode concluded = concluded(1);
    assertThat(concluded.get("verdict").asString()).isEqualTo("REGRESSED");
    assertThat(concluded.get("reasons").toString()).contains("points");
    JsonNode list = api.get(checks()).expect(200).json();
    assertThat(list.at("/items/0/report").isNull()).isTrue();
    assertThat(list.at("/items/0/verdict").asString()).isEqualTo("REGRESSED");
    assertThat(told(check.get("sweepId").asString())).contains("event: check", "REGRESSED");
  }

  @Test
  void a_finished_sweep_is_compared_at_once_and_can_become_the_pin() {
    String other = submit(name + "-other");
    train(0.45);
    Map<String, Object> margins = Map.of("accuracy", 0.01, "log10Bound", 0.2);
    JsonNode check =
        api.post(checks(), Api.JSON.writeValueAsString(Map.of("sweep", other, "margins", margins)))
            .expect(201)
            .json();
    assertThat(check.get("verdict").asString()).isEqualTo("IMPROVED");
    assertThat(check.at("/margins/accuracy").asDouble()).isEqualTo(0.01);
    assertThat(put("/pin", "{\"check\": \"1\"}").expect(200).json().get("sweepId").asString())
        .isEqualTo(other);
    assertThat(api.post(checks(), "{\"sweep\": \"%s\"}".formatted(other)).expect(409).problem())
        .isEqualTo("illegal-state");
    put("/pin", "{}").expect(400);
    put("/pin", "{\"check\": \"9\"}").expect(404);
  }

  @Test
  void a_request_with_a_key_is_done_once() {
    Reply first = api.post(checks(), "{}", "Idempotency-Key", name).expect(201);
    Reply again = api.post(checks(), "{}", "Idempotency-Key", name).expect(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(api.get(checks()).json().get("items").size()).isEqualTo(1);
    api.post(checks(), "{\"margins\": {\"accuracy\": 0.1}}", "Idempotency-Key", name).expect(422);
  }

  @Test
  void a_schedule_is_set_and_taken_away() {
    JsonNode scheduled = put("/schedule", "{\"cron\": \"0 0 3 * * *\"}").expect(200).json();
    assertThat(scheduled.get("nextCheckAt").asString()).endsWith("T03:00:00Z");
    assertThat(put("/schedule", "{\"cron\": \"nightly\"}").expect(400).text())
        .contains("every night at three");
    JsonNode unscheduled = api.delete("/api/v1/baselines/" + name + "/schedule").expect(200).json();
    assertThat(unscheduled.get("schedule").isNull()).isTrue();
  }

  @Test
  void what_cannot_be_pinned_is_said() {
    String running = submit(name + "-running");
    pin("x" + name, running, "{}").expect(409);
    pin(name, name + "-sweep", "{}").expect(409);
    pin("no such name!", running, "{}").expect(400);
    pin("y" + name, name + "-sweep", "{\"accuracy\": 2}").expect(400);
    pin("z" + name, "no-such-sweep", "{}").expect(404);
    api.delete("/api/v1/baselines/nobody").expect(404);
  }

  private Reply pin(String baseline, String sweep, String margins) {
    return api.post(
        "/api/v1/baselines",
        "{\"name\": \"%s\", \"sweep\": \"%s\", \"margins\": %s}"
            .formatted(baseline, sweep, margins));
  }

  private Reply put(String path, String json) {
    return api.send(
        HttpMethod.PUT.name(),
        "/api/v1/baselines/" + name + path,
        java.net.http.HttpRequest.BodyPublishers.ofString(json),
        "Content-Type",
        "application/json");
  }

  private String checks() {
    return "/api/v1/baselines/" + name + "/checks";
  }

  private JsonNode concluded(int number) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> api.get(checks() + "/" + number).expect(200).json(),
            check -> !check.get("verdict").isNull());
  }

  /** What a reader gets who saw nothing so far; the first lines are enough. */
  private String told(String sweep) {
    var lines = new StringBuilder();
    try (var in =
        new java.io.BufferedReader(
            new java.io.InputStreamReader(
                api.stream("/api/v1/events?sweep=" + sweep, "Last-Event-ID", "0")))) {
      String line = in.readLine();
      while (line != null && !line.contains("\"verdict\":")) {
        lines.append(line).append('\n');
        line = in.readLine();
      }
      return lines.append(line).toString();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String submit(String sweep) {
    String definition =
        """
        name: %s
        recipe: text-tiny
        optimizer: muon
        constraint: none
        learningRate: [0.1, 0.2]
        seeds: 2
        """
            .formatted(sweep);
    return api.yaml("/api/v1/sweeps", definition).expect(201).json().get("id").asString();
  }

  /** Ends every trial that is ready; seeds scatter a little, the same each time. */
  private void train(double accuracy) {
    String hash = ScriptedWorker.sha256(WEIGHTS);
    for (List<ScriptedWorker.Lease> leases = worker.claim(8, 1);
        !leases.isEmpty();
        leases = worker.claim(8, 0)) {
      for (ScriptedWorker.Lease lease : leases) {
        long seed = lease.json().get("seed").asLong();
        lease.complete(2 + 0.01 * seed, accuracy + 0.001 * seed, hash).expect(204);
      }
    }
  }
}
