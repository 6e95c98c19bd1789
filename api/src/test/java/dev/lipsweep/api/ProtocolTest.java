package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.api.Api.Reply;
import dev.lipsweep.domain.frontier.Frontier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A scripted worker over plain HTTP, from registration to the frontier. */
class ProtocolTest {
  private final Api api = TestServer.admin();
  private final ScriptedWorker worker = new ScriptedWorker("scripted");
  private String sweep;

  @BeforeEach
  void nothing_else_is_ready() {
    api.get("/api/v1/sweeps?state=RUNNING&limit=1000")
        .json()
        .get("items")
        .forEach(s -> api.post("/api/v1/sweeps/" + s.get("id").asString() + "/cancel", ""));
  }

  @AfterEach
  void leave() {
    worker.leave();
  }

  @Test
  void a_trial_is_claimed_renewed_measured_checkpointed_and_completed() {
    sweep = submit("whole-way", 1);
    ScriptedWorker.Lease lease = worker.claim(1, 5).getFirst();
    assertThat(lease.json().at("/parameters/optimizer").asString()).isEqualTo("muon");
    assertThat(lease.json().get("checkpoint").isNull()).isTrue();

    JsonNode renewed = lease.renew(10).expect(200).json();
    assertThat(renewed.get("directive").asString()).isEqualTo("CONTINUE");
    JsonNode running = api.get("/api/v1/trials/" + lease.trial()).expect(200).json();
    assertThat(running.get("state").asString()).isEqualTo("RUNNING");
    assertThat(running.at("/progress/step").asInt()).isEqualTo(10);
    assertThat(api.get("/api/v1/sweeps/whole-way").json().get("progress").asDouble())
        .isBetween(0.01, 0.1);

    List<Long> steps = LongStream.range(0, 200).boxed().toList();
    List<Double> losses = new ArrayList<>(steps.stream().map(s -> 3.0 - s / 100.0).toList());
    losses.set(7, null);
    lease.metrics("train/loss", 0, steps, losses).expect(200);
    lease.metrics("train/loss", 0, steps, losses).expect(200);
    JsonNode series =
        api.get("/api/v1/trials/" + lease.trial() + "/metrics?series=train/loss&maxPoints=20")
            .expect(200)
            .json()
            .at("/series/0");
    assertThat(series.get("total").asInt()).isEqualTo(200);
    assertThat(series.get("points").size()).isBetween(4, 20);
    assertThat(series.at("/points/0").toString()).isEqualTo("[0,3.0]");

    byte[] weights = "heights".getBytes();
    String hash = ScriptedWorker.sha256(weights);
    assertThat(lease.checkpoint(hash, 150, weights.length).status()).isEqualTo(422);
    worker.api().put("/api/v1/artifacts/" + hash, weights).expect(201);
    worker.api().put("/api/v1/artifacts/" + hash, weights).expect(200);
    Reply mismatch = worker.api().put("/api/v1/artifacts/" + "0".repeat(64), weights);
    assertThat(mismatch.expect(422).problem()).isEqualTo("hash-mismatch");
    assertThat(worker.api().get("/api/v1/artifacts/" + hash).expect(200).text())
        .isEqualTo("heights");
    worker.api().get("/api/v1/artifacts/" + "1".repeat(64)).expect(404);
    worker.api().get("/api/v1/artifacts/..%2F..%2Fetc%2Fpasswd").expect(400);
    lease.checkpoint(hash, 150, weights.length).expect(204);

    lease.complete(2.31, 0.41, hash).expect(204);
    lease.complete(2.31, 0.41, hash).expect(204);
    JsonNode trial = api.get("/api/v1/trials/" + lease.trial()).json();
    assertThat(trial.get("state").asString()).isEqualTo("COMPLETED");
    assertThat(trial.at("/bound/log10").asDouble()).isEqualTo(2.31);
    assertThat(trial.get("onFrontier").asBoolean()).isTrue();
    JsonNode attempt =
        api.get("/api/v1/trials/" + lease.trial() + "/attempts").json().at("/items/0");
    assertThat(attempt.get("workerName").asString()).isEqualTo("scripted");
    assertThat(attempt.get("checkpointStep").asInt()).isEqualTo(300);
    JsonNode certificate =
        api.get("/api/v1/trials/" + lease.trial() + "/certificates").json().at("/items/0");
    assertThat(certificate.get("rule").asString()).isEqualTo("certified-quick");
    assertThat(certificate.at("/layers/0/norm").asDouble()).isEqualTo(1.5);
    assertThat(certificate.get("createdAt").asString()).endsWith("Z");
    assertThat(certificate.at("/contributions/0/part").asString()).isEqualTo("embed");
    JsonNode audit = api.post("/api/v1/trials/" + lease.trial() + "/audit", "").expect(200).json();
    assertThat(audit.get("verdict").asString()).isEqualTo("FAIL"); // "heights" is no checkpoint
    assertThat(audit.get("reason").asString()).contains("7 bytes");
    JsonNode done = api.get("/api/v1/sweeps/" + sweep).json();
    assertThat(done.get("state").asString()).isEqualTo("COMPLETED");
    assertThat(done.at("/trials/COMPLETED").asInt()).isEqualTo(1);
    assertThat(done.get("progress").asDouble()).isEqualTo(1.0);
  }

  @Test
  void frontier_json_csv_and_picture_are_what_the_oracle_says() {
    sweep = submit("front", 24);
    var random = new java.util.Random(7);
    var points = new ArrayList<Frontier.Point>();
    for (ScriptedWorker.Lease lease : worker.claim(24, 5)) {
      double bound = random.nextInt(8) / 2.0;
      double accuracy = random.nextInt(10) / 10.0;
      lease.complete(bound, accuracy, artifact("w" + lease.trial())).expect(204);
      points.add(new Frontier.Point(bound, accuracy, lease.json().get("trialNumber").asLong()));
    }
    assertThat(points).hasSize(24);
    List<Long> oracle = Frontier.of(points).stream().map(Frontier.Point::order).toList();

    JsonNode json = api.get("/api/v1/sweeps/front/frontier?all=true").expect(200).json();
    List<Long> fromJson = new ArrayList<>();
    json.at("/groups/0/points").forEach(p -> fromJson.add(p.get("number").asLong()));
    assertThat(fromJson).isEqualTo(oracle);
    assertThat(json.get("results")).hasSize(24);

    String csv = api.get("/api/v1/sweeps/front/frontier?format=csv").expect(200).text();
    List<String> header = List.of(csv.lines().findFirst().orElseThrow().split(","));
    List<Long> fromCsv =
        csv.lines()
            .skip(1)
            .map(line -> Long.parseLong(line.split(",")[header.indexOf("number")]))
            .toList();
    assertThat(fromCsv).isEqualTo(oracle);
    assertThat(api.get("/api/v1/sweeps/front/frontier", "Accept", "text/csv").text())
        .isEqualTo(csv);
    String svg = api.get("/api/v1/sweeps/front/frontier?format=svg").expect(200).text();
    assertThat(svg).startsWith("<svg").contains("front");

    JsonNode grouped =
        api.get("/api/v1/sweeps/front/frontier?by=optimizer,logitScale").expect(200).json();
    assertThat(grouped.get("groups").size()).isEqualTo(24);
    assertThat(
            api.get("/api/v1/sweeps/front/frontier?by=optimiser")
                .expect(400)
                .json()
                .get("detail")
                .asString())
        .contains("optimizer");
    String trials = api.get("/api/v1/sweeps/front/trials?format=csv").expect(200).text();
    assertThat(trials.lines()).hasSize(25);
  }

  @Test
  void a_log_is_kept_in_pieces_each_once_and_read_whole() {
    sweep = submit("talkative", 1);
    ScriptedWorker.Lease lease = worker.claim(1, 5).getFirst();
    lease.log(0, "first\n").expect(204);
    lease.log(6, "<b>second</b>\n").expect(204);
    lease.log(0, "first\n").expect(204);
    lease.log(300_000, "too much").expect(204);
    JsonNode logs =
        api.get("/api/v1/trials/" + lease.trial() + "/log").expect(200).json().get("items");
    assertThat(logs).hasSize(1);
    assertThat(logs.at("/0/text").asString()).isEqualTo("first\n<b>second</b>\n");
    assertThat(logs.at("/0/bytes").asInt()).isEqualTo(20);
    assertThat(logs.at("/0/epoch").asInt()).isEqualTo(1);
  }

  @Test
  void every_write_with_a_stale_epoch_is_refused() {
    sweep = submit("stale", 1);
    ScriptedWorker.Lease lease = worker.claim(1, 5).getFirst().withStaleEpoch();
    String hash = artifact("stale");
    List<Reply> replies =
        List.of(
            lease.renew(1),
            lease.metrics("train/loss", 0, List.of(1L), List.of(1.0)),
            lease.log(0, "too late"),
            lease.checkpoint(hash, 1, 5),
            lease.complete(1, 0.5, hash),
            lease.end(Map.of("type", "Failed", "cause", "TRAINER_CRASHED", "message", "x")));
    assertThat(replies)
        .allSatisfy(
            reply -> {
              assertThat(reply.status()).isEqualTo(409);
              assertThat(reply.problem()).isEqualTo("stale-epoch");
            });
    assertThat(api.get("/api/v1/trials/" + lease.trial()).json().get("state").asString())
        .isEqualTo("RUNNING");
    assertThat(metric("lipsweep_fenced_writes_total")).isGreaterThanOrEqualTo(5);
    assertThat(metric("lipsweep_fenced_writes_total{kind=\"completion\"}"))
        .isGreaterThanOrEqualTo(2);
    JsonNode log = api.get("/api/v1/trials/" + lease.trial() + "/leases").json().at("/items/0");
    assertThat(log.get("workerName").asString()).isEqualTo("scripted");
    assertThat(log.get("refused").valueStream().map(write -> write.get("kind").asString()))
        .containsExactlyInAnyOrder("RENEWAL", "METRICS", "LOG", "CHECKPOINT", "COMPLETION");
  }

  @Test
  void a_waiting_claim_is_woken_by_a_new_sweep() throws Exception {
    var claimed = new java.util.concurrent.CompletableFuture<List<ScriptedWorker.Lease>>();
    Thread.ofVirtual().start(() -> claimed.complete(worker.claim(1, 30)));
    sweep = submit("wakes", 1);
    assertThat(claimed.get(10, java.util.concurrent.TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void a_claim_in_vain_is_empty_and_an_unknown_worker_is_told_to_register() {
    assertThat(worker.claim(1, 0)).isEmpty();
    Reply unknown =
        worker
            .api()
            .post(
                "/api/v1/workers/00000000-0000-7000-8000-000000000000/claims",
                "{\"slots\": 1, \"held\": []}");
    assertThat(unknown.expect(404).problem()).isEqualTo("worker-unknown");
  }

  @Test
  void a_paused_sweep_gives_nothing_out_and_tells_running_trials() {
    sweep = submit("pausing", 2);
    ScriptedWorker.Lease lease = worker.claim(1, 5).getFirst();
    api.post("/api/v1/sweeps/" + sweep + "/pause", "").expect(200);
    assertThat(lease.renew(5).expect(200).json().get("directive").asString()).isEqualTo("PAUSE");
    lease.end(Map.of("type", "Released", "step", 5, "reason", "pause")).expect(204);
    assertThat(worker.claim(2, 0)).isEmpty();
    api.post("/api/v1/sweeps/" + sweep + "/resume", "").expect(200);
    assertThat(worker.claim(2, 5)).isNotEmpty();
    JsonNode cancelled = api.post("/api/v1/sweeps/" + sweep + "/cancel", "").expect(200).json();
    assertThat(cancelled.get("state").asString()).isEqualTo("CANCELLED");
    assertThat(api.post("/api/v1/sweeps/" + sweep + "/resume", "").expect(409).problem())
        .isEqualTo("illegal-state");
  }

  @Test
  void a_diverged_trial_is_infeasible_with_its_reason_and_a_failed_one_can_be_retried() {
    sweep = submit("mixed", 2);
    List<ScriptedWorker.Lease> leases = worker.claim(2, 5);
    leases
        .get(0)
        .end(Map.of("type", "Infeasible", "step", 12, "loss", "NaN", "reason", "diverged"))
        .expect(204);
    leases
        .get(1)
        .end(Map.of("type", "Failed", "cause", "TRAINER_ERROR", "message", "boom"))
        .expect(204);
    JsonNode infeasible = api.get("/api/v1/trials/" + leases.get(0).trial()).json();
    assertThat(infeasible.get("state").asString()).isEqualTo("INFEASIBLE");
    assertThat(infeasible.get("reason").asString()).contains("12").contains("NaN");
    assertThat(
            api.post("/api/v1/sweeps/" + sweep + "/retry?state=FAILED", "")
                .expect(200)
                .json()
                .get("retried")
                .asInt())
        .isEqualTo(1);
    api.post("/api/v1/sweeps/" + sweep + "/retry?state=COMPLETED", "").expect(400);
  }

  @Test
  void incomplete_or_senseless_reports_are_refused_by_name() {
    sweep = submit("senseless", 1);
    ScriptedWorker.Lease lease = worker.claim(1, 5).getFirst();
    String attempts = "/api/v1/attempts/" + lease.attempt();
    Reply missing = worker.api().post(attempts + "/completion", "{\"epoch\": 1}");
    assertThat(missing.expect(400).text()).contains("outcome");
    Reply unknownType =
        worker
            .api()
            .post(attempts + "/completion", "{\"epoch\": 1, \"outcome\": {\"type\": \"Won\"}}");
    assertThat(unknownType.expect(400).text()).contains("Won");
    Reply uneven =
        worker
            .api()
            .post(
                attempts + "/metrics",
                "{\"epoch\": 1, \"chunks\": [{\"series\": \"a\", \"seq\": 0, \"steps\": [1, 2], \"values\": [1]}]}");
    assertThat(uneven.expect(400).text()).contains("2 steps, 1 values");
    worker.api().post(attempts + "/renewals", "{\"epoch\": null}").expect(400);
    worker.api().post("/api/v1/workers", "{\"name\": \"x\"}").expect(400);
    Reply tooGood = lease.complete(1, 1.5, artifact("good"));
    assertThat(tooGood.status()).isBetween(400, 422);
  }

  @Test
  void trials_come_page_by_page_each_once() {
    sweep = submit("pages", 24);
    for (String order : List.of("number", "accuracy", "bound")) {
      var numbers = new ArrayList<Integer>();
      String cursor = "";
      do {
        JsonNode page =
            api.get("/api/v1/sweeps/pages/trials?limit=7&order=" + order + cursor)
                .expect(200)
                .json();
        page.get("items").forEach(t -> numbers.add(t.get("number").asInt()));
        cursor =
            page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asString();
      } while (cursor != null);
      assertThat(numbers).hasSize(24);
      assertThat(Set.copyOf(numbers)).hasSize(24);
    }
  }

  @Test
  void a_trial_is_found_by_its_sweep_and_number() {
    sweep = submit("numbered", 2);
    JsonNode trial = api.get("/api/v1/sweeps/numbered/trials/2").expect(200).json();
    assertThat(trial.get("number").asInt()).isEqualTo(2);
    assertThat(api.get("/api/v1/trials/" + trial.get("id").asString()).expect(200).json())
        .isEqualTo(trial);
    assertThat(api.get("/api/v1/sweeps/numbered/trials/3").expect(404).text())
        .contains("numbered 3");
    api.get("/api/v1/sweeps/none/trials/1").expect(404);
    api.get("/api/v1/sweeps/numbered/trials/x").expect(400);
  }

  @Test
  void sweeps_come_page_by_page_the_latest_first() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      ids.addFirst(submit("row-" + i, 1));
    }
    JsonNode first = api.get("/api/v1/sweeps?limit=2").expect(200).json();
    JsonNode second =
        api.get("/api/v1/sweeps?limit=2&cursor=" + first.get("nextCursor").asString())
            .expect(200)
            .json();
    var listed = new ArrayList<String>();
    first.get("items").forEach(s -> listed.add(s.get("id").asString()));
    second.get("items").forEach(s -> listed.add(s.get("id").asString()));
    assertThat(listed).startsWith(ids.toArray(String[]::new)).doesNotHaveDuplicates();
  }

  @Test
  void a_dry_run_stores_nothing_and_knows_what_was_trained_before() {
    JsonNode preview =
        api.yaml("/api/v1/sweeps?dryRun=true", definition("dry", 4)).expect(200).json();
    assertThat(preview.get("trials").asInt()).isEqualTo(4);
    assertThat(preview.get("configurations").asInt()).isEqualTo(4);
    assertThat(preview.get("warnings").isArray()).isTrue();
    api.get("/api/v1/sweeps/dry").expect(404);
  }

  @Test
  void an_idempotency_key_does_its_work_once() {
    String[] key = {"Idempotency-Key", "key-" + System.nanoTime()};
    Reply first = api.yaml("/api/v1/sweeps", definition("once", 1), key).expect(201);
    Reply again = api.yaml("/api/v1/sweeps", definition("once", 1), key).expect(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(first.header("Location"))
        .isEqualTo("/api/v1/sweeps/" + first.json().get("id").asString());
    Reply other = api.yaml("/api/v1/sweeps", definition("twice", 1), key);
    assertThat(other.expect(422).problem()).isEqualTo("idempotency-key-reused");
    String[] fresh = {"Idempotency-Key", "key-" + System.nanoTime()};
    api.yaml("/api/v1/sweeps", "name: x", fresh).expect(400);
    api.yaml("/api/v1/sweeps", definition("mended", 1), fresh).expect(201);
  }

  @Test
  void the_definition_comes_back_as_it_was_written() {
    String text = "# a remark\n" + definition("kept", 1);
    api.yaml("/api/v1/sweeps", text).expect(201);
    Reply kept = api.get("/api/v1/sweeps/kept/definition").expect(200);
    assertThat(kept.text()).isEqualTo(text);
    assertThat(kept.header("Content-Type")).startsWith("application/yaml");
  }

  @Test
  void workers_are_listed_with_what_they_run() {
    sweep = submit("listed", 1);
    ScriptedWorker.Lease lease = worker.claim(1, 5).getFirst();
    JsonNode mine = null;
    for (JsonNode item : api.get("/api/v1/workers").expect(200).json().get("items")) {
      mine = item.get("id").asString().equals(worker.id()) ? item : mine;
    }
    assertThat(mine).isNotNull();
    assertThat(mine.get("busy").asInt()).isEqualTo(1);
    assertThat(mine.at("/attempts/0/trialId").asString()).isEqualTo(lease.trial());
  }

  private String submit(String name, int trials) {
    return api.yaml("/api/v1/sweeps", definition(name, trials))
        .expect(201)
        .json()
        .get("id")
        .asString();
  }

  static String definition(String name, int trials) {
    var scales = new HashSet<String>();
    for (int i = 1; i <= trials; i++) {
      scales.add("" + i);
    }
    return """
        name: %s
        recipe: text-tiny
        optimizer: muon
        constraint: none
        learningRate: 0.1
        logitScale: [%s]
        limits: {maxFailures: 10}
        """
        .formatted(name, String.join(", ", scales));
  }

  private String artifact(String text) {
    byte[] bytes = text.getBytes();
    String hash = ScriptedWorker.sha256(bytes);
    worker.api().put("/api/v1/artifacts/" + hash, bytes);
    return hash;
  }

  private double metric(String name) {
    return api.get("/actuator/prometheus")
        .expect(200)
        .text()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
