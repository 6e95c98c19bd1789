package dev.lipsweep.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole house with real parts: server, embedded PostgreSQL, worker and trainers as processes of
 * their own, started by the launcher script. The first test trains undisturbed; the second trains
 * the same trials while everything is killed, and has to end alike.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeSystemIT {
  private static final String DEFINITION =
      """
      name: %s
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: [none, spectral_soft_cap]
          sigmaMax: 1.5
          learningRate: 0.1
        - optimizer: adamw
          constraint: spectral_normalize
          sigmaMax: [1, 2]
          learningRate: 0.003
      width: 32
      blocks: 1
      context: 32
      steps: 1500
      validateEvery: 500
      """;

  private static RunningServer server;
  private static final int POINTS = 9;
  private static final int INITIAL = 6;

  private static final String SEARCH =
      """
      name: %%s
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: [spectral_soft_cap, spectral_normalize]
          sigmaMax: {log: [1, 8]}
          learningRate: {log: [0.05, 0.8]}
      search: {method: frontier, points: %d, initial: %d}
      width: 32
      blocks: 1
      context: 32
      steps: 150
      validateEvery: 50
      """
          .formatted(POINTS, INITIAL);

  private static Map<String, String> undisturbed;

  @BeforeAll
  static void start(@TempDir Path home) throws Exception {
    server = new RunningServer(home, "--slots", "2");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void a_sweep_ends_in_a_frontier_that_api_csv_and_command_line_tell_alike() throws Exception {
    String sweep = server.submit(DEFINITION.formatted("undisturbed"));
    awaitEnd(sweep);
    undisturbed = results(sweep);
    assertThat(undisturbed).hasSize(4);

    List<String> fromApi = new ArrayList<>();
    server
        .get("/api/v1/sweeps/" + sweep + "/frontier")
        .at("/groups/0/points")
        .forEach(p -> fromApi.add(p.get("trialId").asString()));
    assertThat(fromApi).isNotEmpty();
    String csv = server.command("frontier", "undisturbed", "--csv").out();
    assertThat(csv.lines().skip(1)).hasSameSizeAs(fromApi);
    assertThat(fromApi).allSatisfy(id -> assertThat(csv).contains(id));
    JsonNode json =
        new tools.jackson.databind.json.JsonMapper()
            .readTree(server.command("frontier", sweep, "--json").out());
    assertThat(json).isEqualTo(server.get("/api/v1/sweeps/" + sweep + "/frontier"));
  }

  @Test
  @Order(2)
  void an_audit_confirms_a_trial_and_notices_a_flipped_bit() throws Exception {
    JsonNode trial = trials("undisturbed").getFirst();
    String id = trial.get("id").asString();
    assertThat(trial.get("rule").asString()).isEqualTo("certified");
    var passed = server.command("audit", id);
    assertThat(passed.exit()).as(passed.out()).isZero();
    assertThat(passed.out()).contains("PASS", "certified-quick");

    Path checkpoint =
        server.artifact(
            server
                .get("/api/v1/trials/" + id + "/certificates")
                .at("/items/0/checkpointSha256")
                .asString());
    byte[] bytes = Files.readAllBytes(checkpoint);
    byte[] flipped = bytes.clone();
    flipped[flipped.length / 2] ^= 1;
    Files.write(checkpoint, flipped);
    try {
      var failed = server.command("audit", id);
      assertThat(failed.exit()).as(failed.out()).isEqualTo(1);
      assertThat(failed.out()).contains("FAIL", "SHA-256");
    } finally {
      Files.write(checkpoint, bytes);
    }
  }

  @Test
  @Order(3)
  void killed_trainer_agent_and_server_cost_no_result_and_change_no_bit() throws Exception {
    String sweep = server.submit(DEFINITION.formatted("disturbed"));
    awaitCheckpoint(sweep, 1);
    RunningServer.kill(server.trainers().getFirst());
    awaitAttempts(sweep, 3);
    awaitCheckpoint(sweep, 3);
    RunningServer.kill(server.agents().getFirst());
    awaitAttempts(sweep, 5);
    server.killServer();
    server.start();
    awaitEnd(sweep);

    assertThat(results(sweep)).isEqualTo(undisturbed);
    assertThat(attempts(sweep))
        .as("attempts, the killed ones among them")
        .hasSizeGreaterThanOrEqualTo(6);
    assertThat(attempts(sweep).stream().filter(a -> a.get("state").asString().equals("COMPLETED")))
        .as("each trial counted once")
        .hasSize(4);
    assertThat(attempts(sweep)).extracting(a -> a.get("state").asString()).contains("LOST");
  }

  @Test
  @Order(4)
  void a_diverging_trial_is_a_result_and_its_sweep_goes_on() {
    String sweep =
        server.submit(
            """
            name: diverging
            recipe: text-tiny
            space:
              - {optimizer: adamw, constraint: none, learningRate: [0.003, 100]}
            width: 32
            blocks: 1
            context: 32
            steps: 60
            """);
    awaitEnd(sweep);
    var states = new TreeMap<Double, String>();
    trials(sweep)
        .forEach(
            t ->
                states.put(t.at("/parameters/learningRate").asDouble(), t.get("state").asString()));
    assertThat(states)
        .containsExactly(Map.entry(0.003, "COMPLETED"), Map.entry(100.0, "INFEASIBLE"));
    assertThat(trials(sweep))
        .anySatisfy(
            t ->
                assertThat(t.get("reason").asString(""))
                    .containsPattern("step \\d+")
                    .contains("loss"));
  }

  @Test
  @Order(4)
  void a_search_whose_server_is_killed_trains_each_point_once_and_the_first_ones_alike()
      throws Exception {
    String peaceful = server.submit(SEARCH.formatted("peaceful"));
    awaitEnd(peaceful);
    Map<String, String> expected = results(peaceful);
    assertThat(expected).hasSize(POINTS);
    // those are a sequence; what comes after them depends on which results were there
    List<String> initial =
        trials(peaceful).stream().map(WholeSystemIT::key).limit(INITIAL).toList();

    String killed = server.submit(SEARCH.formatted("killed"));
    for (int ended : new int[] {1, 4, 7}) {
      awaitCompleted(killed, ended);
      server.killServer();
      server.start();
    }
    awaitEnd(killed);

    Map<String, String> found = results(killed);
    assertThat(trials(killed)).as("no point twice").hasSameSizeAs(found.keySet()).hasSize(POINTS);
    initial.forEach(key -> assertThat(found).containsEntry(key, expected.get(key)));
    assertThat(attempts(killed).stream().filter(a -> a.get("state").asString().equals("COMPLETED")))
        .as("each point counted once")
        .hasSize(POINTS);
  }

  @Test
  @Order(4)
  void a_wrong_definition_is_answered_on_the_command_line_with_its_line_and_exit_code_2(
      @TempDir Path folder) throws Exception {
    Path file = folder.resolve("wrong.yaml");
    java.nio.file.Files.writeString(
        file, DEFINITION.formatted("wrong").replace("sigmaMax: 1.5", "sigmaMax: -1"));
    RunningServer.CommandResult result = server.command("submit", file.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains("wrong.yaml:6")
        .contains("sigmaMax")
        .contains("> 0")
        .doesNotContain("\tat ");
  }

  private static void awaitEnd(String sweep) {
    await("sweep " + sweep + " has ended")
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(
            () ->
                List.of("COMPLETED", "CANCELLED", "PAUSED")
                    .contains(server.get("/api/v1/sweeps/" + sweep).get("state").asString()));
  }

  private static void awaitCompleted(String sweep, int count) {
    await(count + " completed trials of " + sweep)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> server.get("/api/v1/sweeps/" + sweep).at("/trials/COMPLETED").asInt() >= count);
  }

  private static void awaitAttempts(String sweep, int count) {
    await("attempts of " + sweep)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> attempts(sweep).size() >= count);
  }

  /**
   * Until a running attempt that is the n-th or later of its sweep has stored a checkpoint in the
   * middle.
   */
  private static void awaitCheckpoint(String sweep, int n) {
    await("a checkpoint of " + sweep)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              List<JsonNode> attempts = attempts(sweep);
              return attempts.size() >= n
                  && attempts.stream()
                      .anyMatch(
                          a ->
                              a.get("state").asString().equals("RUNNING")
                                  && a.path("checkpointStep").asLong(0) > 0);
            });
  }

  private static List<JsonNode> trials(String sweep) {
    var trials = new ArrayList<JsonNode>();
    server.get("/api/v1/sweeps/" + sweep + "/trials?limit=100").get("items").forEach(trials::add);
    return trials;
  }

  private static List<JsonNode> attempts(String sweep) {
    var attempts = new ArrayList<JsonNode>();
    trials(sweep)
        .forEach(
            t ->
                server
                    .get("/api/v1/trials/" + t.get("id").asString() + "/attempts")
                    .get("items")
                    .forEach(attempts::add));
    return attempts;
  }

  private static String key(JsonNode trial) {
    return trial.get("configurationHash").asString() + "/" + trial.get("seed");
  }

  /**
   * Per configuration and seed what must not depend on interruptions: accuracy, bound and the hash
   * of the final weights.
   */
  private static Map<String, String> results(String sweep) {
    var results = new TreeMap<String, String>();
    for (JsonNode trial : trials(sweep)) {
      JsonNode certificates =
          server.get("/api/v1/trials/" + trial.get("id").asString() + "/certificates").get("items");
      assertThat(certificates).as("certificates of %s", trial).isNotEmpty();
      results.put(
          key(trial),
          trial.get("accuracy")
              + " "
              + trial.get("bound")
              + " "
              + certificates.get(0).get("checkpointSha256").asString());
    }
    return results;
  }
}
