package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.api.Api.Reply;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a frontier says when its configurations have several seeds, in every format. */
class FrontierSeedsTest {
  private static final int SEEDS = 3;

  private final Api api = TestServer.admin();
  private final ScriptedWorker worker = new ScriptedWorker("seeds");
  private final String sweep = "seeds-" + UUID.randomUUID();
  private final String path = "/api/v1/sweeps/" + sweep + "/frontier";

  @TempDir Path folder;

  /** Per learning rate a configuration: bound 10 times the rate, accuracy a tenth of it. */
  @BeforeEach
  void a_sweep_of_two_methods_with_three_seeds() {
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
              - {optimizer: muon, constraint: none, learningRate: [1, 2, 3]}
              - {optimizer: adamw, constraint: none, learningRate: [1, 2, 3]}
            seeds: %d
            """
                .formatted(sweep, SEEDS))
        .expect(201);
    byte[] checkpoint = "weights".getBytes();
    String hash = ScriptedWorker.sha256(checkpoint);
    worker.api().put("/api/v1/artifacts/" + hash, checkpoint);
    List<ScriptedWorker.Lease> leases = worker.claim(6 * SEEDS, 5);
    assertThat(leases).hasSize(6 * SEEDS);
    for (ScriptedWorker.Lease lease : leases) {
      double rate = lease.json().at("/parameters/learningRate").asDouble();
      long seed = lease.json().get("seed").asLong();
      boolean muon = lease.json().at("/parameters/optimizer").asString().equals("muon");
      lease
          .complete(rate + (muon ? 0 : 0.2), rate / 10 + (muon ? 0.05 : 0) + seed / 100.0, hash)
          .expect(204);
    }
  }

  @AfterEach
  void leave() {
    worker.leave();
  }

  @Test
  void means_of_seeds_are_a_frontier_in_every_format() throws Exception {
    JsonNode json = api.get(path + "?aggregate=mean&by=optimizer").expect(200).json();
    assertThat(json.get("seeds").asString()).isEqualTo("mean");
    JsonNode muon = json.at("/groups/0/points");
    assertThat(muon).hasSize(3);
    assertThat(muon.at("/0/accuracy").asDouble()).isCloseTo(0.16, within(1e-12));
    assertThat(muon.at("/0/trialIds")).hasSize(SEEDS);

    String query = path + "?aggregate=mean&by=optimizer&format=";
    String csv = api.get(query + "csv").expect(200).text();
    assertThat(csv.lines()).hasSize(7);
    assertThat(csv)
        .startsWith("trialId,number,rule,log10Bound,boundKind,bound,accuracy,loss,seed,seeds,");
    Reply lines = api.get(query + "jsonl").expect(200);
    assertThat(lines.header("Content-Type")).isEqualTo("application/jsonl");
    assertThat(
            Api.JSON.readTree(lines.text().lines().toList().getLast()).get("optimizer").asString())
        .isEqualTo("adamw");
    assertThat(api.get(path, "Accept", "application/x-ndjson").text().lines()).hasSize(3);

    Path file = folder.resolve("frontier.parquet");
    try (InputStream bytes = api.stream(query + "parquet")) {
      Files.copy(bytes, file);
    }
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var row =
            statement.executeQuery(
                "select count(*), sum(seeds), max(accuracy), sum(learningRate), count(distinct optimizer) from '%s'"
                    .formatted(file))) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(6);
      assertThat(row.getInt(2)).isEqualTo(6 * SEEDS);
      assertThat(row.getDouble(3)).isCloseTo(0.36, within(1e-12));
      assertThat(row.getDouble(4)).isEqualTo(12);
      assertThat(row.getInt(5)).isEqualTo(2);
    }

    Reply svg = api.get(query + "svg").expect(200);
    assertThat(svg.text()).contains("class=\"band\"", "mean of 3 seeds each; shades: 95 %");
    try (InputStream png = api.stream(path, "Accept", "image/png")) {
      assertThat(ImageIO.read(new ByteArrayInputStream(png.readAllBytes())).getWidth())
          .isEqualTo(2000);
    }
    assertThat(api.get(query + "pdf").expect(400).text()).contains("json, csv, jsonl, parquet");
    // a browser's
    assertThat(api.get(path, "Accept", "text/html,application/xhtml+xml,image/png,*/*").text())
        .startsWith("{");
  }

  @Test
  void statistics_say_how_sure_it_is_and_the_same_again() {
    String query = path + "/statistics?by=optimizer&resamples=400&seed=7";
    Reply reply = api.get(query).expect(200);
    JsonNode json = reply.json();
    assertThat(api.get(query).text()).isEqualTo(reply.text());
    assertThat(json.at("/resampling/generator").asString()).isEqualTo("L64X128MixRandom");
    assertThat(json.at("/resampling/seed").asInt()).isEqualTo(7);
    assertThat(json.get("configurations")).hasSize(6);
    assertThat(json.at("/configurations/0/onFront").asDouble()).isEqualTo(1);
    assertThat(json.at("/configurations/0/parameters/optimizer").asString()).isEqualTo("muon");
    assertThat(json.at("/groups/0/group/optimizer").asString()).isEqualTo("adamw");
    assertThat(json.at("/groups/1/attainment")).hasSize(SEEDS);
    assertThat(json.at("/overall/hypervolume/low").asDouble())
        .isLessThan(json.at("/overall/hypervolume/value").asDouble());
    JsonNode comparison = json.at("/comparisons/0");
    assertThat(comparison.get("verdict").asString()).isEqualTo("SECOND_AHEAD");
    assertThat(comparison.at("/sentences/0").asString())
        .startsWith("at equal bound, muon is ahead of adamw on 100 % (100 to 100) of the range");
    assertThat(json.get("warnings").toString()).contains("no configuration has more than 3 seeds");
    assertThat(
            api.get(path + "/statistics?from=10&to=100&above=10%25&aggregate=worst")
                .expect(200)
                .json()
                .at("/reference")
                .toString())
        .isEqualTo(
            "{\"fromLog10\":1.0000000000000009,\"toLog10\":2.0000000000000018,\"accuracy\":0.1}");
  }

  @Test
  void questions_are_answered_by_everything_and_by_each_method() {
    JsonNode at = api.get(path + "/questions?by=optimizer&bound=100").expect(200).json();
    assertThat(at.get("question").asString()).isEqualTo("accuracy at a bound of at most 100");
    assertThat(at.get("answers")).hasSize(3);
    assertThat(at.at("/answers/0/accuracy/value").asDouble()).isCloseTo(0.26, within(1e-12));
    assertThat(at.at("/answers/1/group/optimizer").asString()).isEqualTo("adamw");
    assertThat(at.at("/answers/1/result/parameters/learningRate").asDouble()).isEqualTo(1);

    JsonNode bound = api.get(path + "/questions?accuracy=30%25").expect(200).json();
    assertThat(bound.at("/answers/0/log10Bound/value").asDouble()).isCloseTo(3, within(1e-9));

    JsonNode cheap =
        api.get(path + "/questions?bound=2.5e264&within=0.15&cost=steps").expect(200).json();
    assertThat(cheap.at("/answers/0/cost").isNumber()).isTrue();
    assertThat(cheap.get("question").asString())
        .isEqualTo("least steps within 15 % of the best accuracy at a bound of at most 2.50e264");
    assertThat(api.get(path + "/questions?accuracy=99%25").json().at("/answers/0/result").isNull())
        .isTrue();
  }

  @Test
  void a_third_objective_keeps_more_results() {
    JsonNode json = api.get(path + "?third=seconds").expect(200).json();
    assertThat(json.get("objectives").toString()).contains("trainSeconds:min");
    assertThat(json.at("/groups/0/points/0/metrics/trainSeconds").isNumber()).isTrue();
    assertThat(api.get(path + "?third=seconds&format=csv").text().lines().findFirst().orElseThrow())
        .endsWith(",trainSeconds");
  }

  @Test
  void a_named_frontier_answers_the_same() {
    String name = "named-" + UUID.randomUUID();
    api.yaml("/api/v1/frontiers", "{name: %s, sweeps: [%s], seeds: median}".formatted(name, sweep))
        .expect(201);
    String named = "/api/v1/frontiers/" + name;
    assertThat(api.get(named + "/statistics").expect(200).json().get("aggregate").asString())
        .isEqualTo("median");
    assertThat(api.get(named + "/questions?bound=100").expect(200).json().at("/answers"))
        .hasSize(1);
    assertThat(api.get(named + "?format=png").status()).isEqualTo(200);
    assertThat(api.get("/api/v1/frontiers/nobody/statistics").problem()).isEqualTo("not-found");
  }

  @Test
  void bad_questions_are_told_what_would_be_right() {
    refused("?aggregate=best", "each, mean, median or worst");
    refused("?aggregate=mean&third=seconds", "leave aggregate out");
    refused("?third=seconds:up", ":min or :max");
    refused("?third=accuracy", "one of the first two");
    refused("/statistics?aggregate=each", "mean, median or worst");
    refused("/statistics?resamples=5", "from 100 to 10000");
    refused("/statistics?resamples=many", "resamples");
    refused("/statistics?level=95", "0.5 to below 1");
    refused("/statistics?from=10", "give from and to");
    refused("/statistics?from=10&to=1", "0 < from <= to");
    refused("/statistics?above=40", "40%");
    refused("/statistics?by=optimizer&resamples=10000", "give 8333 or fewer");
    refused("/questions", "bound=1000");
    refused("/questions?bound=10&accuracy=0.5", "bound=1000");
    refused("/questions?bound=-3", "2.5e264");
    refused("/questions?accuracy=lots", "40%");
    refused("/questions?accuracy=0.3&within=0.1", "bound=1000 too");
    refused("/questions?bound=10&cost=steps", "within=1%");
    refused("/questions?bound=10&within=1%25&cost=beauty", "no result here has this metric");
  }

  private void refused(String query, String fix) {
    Reply reply = api.get(path + query).expect(400);
    assertThat(reply.problem()).isEqualTo("invalid-request");
    List<String> said =
        StreamSupport.stream(reply.json().path("problems").spliterator(), false)
            .map(JsonNode::toString)
            .toList();
    assertThat(reply.json().get("detail").asString() + said).contains(fix);
  }
}
