package dev.lipsweep.it.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lipsweep.it.system.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Workers as jobs of a real Slurm: two nodes, each with two GPUs that are device files without a
 * GPU behind them, so the trainers compute on the processor. The first test trains undisturbed;
 * what is disturbed later has to end alike, bit for bit.
 */
@Tag("slurm")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SlurmIT {
  private static final String THREE_TRIALS =
      """
      name: %s
      recipe: text-tiny
      space:
        - {optimizer: adamw, constraint: spectral_normalize, sigmaMax: [1, 2, 3], learningRate: 0.003}
      width: 32
      blocks: 1
      context: 32
      steps: %d
      validateEvery: 750
      """;

  private static final int STEPS = 1500;
  private static final int ENDLESS = 1_000_000;

  private static Path folder;
  private static SlurmCluster cluster;
  private static RunningServer server;
  private static Map<String, String> undisturbed;

  @BeforeAll
  static void start() throws Exception {
    // not JUnit's: Slurm's daemons run as several users, and all must reach their files
    folder =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "lipsweep-slurm",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    cluster = new SlurmCluster(Files.createDirectory(folder.resolve("cluster")));
    startServer("");
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    if (server != null) {
      server.close();
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void startServer(String slurm) throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("lipsweep.yaml"),
        """
        lipsweep:
          pool:
            most: 3
            look: 500ms
            first-backoff: 500ms
            longest-backoff: 2s
            idle-exit: 20s
            arguments: [--device, cpu, --checkpoint-interval, 1s]
          slurm:
            conf: %s
            home: %s
            gpus: 1
            cpus: 1
            partition: low
        %s"""
            .formatted(cluster.conf(), folder.resolve("node"), slurm));
    // long enough for a machine that has nine JVMs on two cores
    server = new RunningServer(home, Map.of("LIPSWEEP_LEASE_TTL", "15s"), "--workers", "slurm");
  }

  @Test
  @Order(1)
  void each_worker_has_the_gpu_that_slurm_gave_it_and_nothing_of_the_token() throws Exception {
    String sweep = server.submit(THREE_TRIALS.formatted("undisturbed", STEPS));
    until("three workers", () -> workers().size() == 3);
    var places = new HashSet<String>();
    for (JsonNode worker : workers()) {
      ProcessHandle agent = cluster.agent(worker.get("name").asString()).orElseThrow();
      until("its trainer", () -> !cluster.trainers(agent).isEmpty());
      String gpu = SlurmCluster.variable(agent, "CUDA_VISIBLE_DEVICES").orElseThrow();
      String node = SlurmCluster.variable(agent, "SLURMD_NODENAME").orElseThrow();
      for (ProcessHandle trainer : cluster.trainers(agent)) {
        assertThat(SlurmCluster.variable(trainer, "CUDA_VISIBLE_DEVICES")).contains(gpu);
      }
      assertThat(gpu).isIn("0", "1");
      places.add(node + "/" + gpu);
    }
    assertThat(places).as("no two workers on one GPU").hasSize(3);
    for (String job : cluster.jobs()) {
      String id = job.split(" ")[0];
      assertThat(
              cluster.run("scontrol", "show", "job", "--details", id)
                  + cluster.run("scontrol", "write", "batch_script", id, "-"))
          .contains("--token-file")
          .doesNotContain(server.token("worker"));
    }
    awaitEnd(sweep);
    undisturbed = results(sweep);
    assertThat(undisturbed).hasSize(3);
    assertThat(attempts(sweep)).extracting(SlurmIT::state).containsOnly("COMPLETED");
  }

  @Test
  @Order(2)
  void preempted_jobs_give_their_trials_back_and_go_on_when_they_are_requeued() throws Exception {
    String sweep = server.submit(THREE_TRIALS.formatted("preempted", STEPS));
    awaitCheckpoint(sweep);
    for (String node : List.of("alpha", "beta")) {
      cluster.run(
          "sbatch",
          "--partition=high",
          "--nodelist=" + node,
          "--gres=gpu:2",
          "--output=/dev/null",
          "--job-name=urgent",
          "--wrap=sleep 8");
    }
    awaitEnd(sweep);

    assertThat(results(sweep)).isEqualTo(undisturbed);
    List<JsonNode> attempts = attempts(sweep);
    assertThat(attempts).extracting(SlurmIT::state).containsOnly("COMPLETED", "RELEASED");
    assertThat(attempts).extracting(SlurmIT::state).filteredOn("COMPLETED"::equals).hasSize(3);
    assertThat(attempts)
        .as("a requeued job is a worker of a new name")
        .extracting(a -> a.get("workerName").asString())
        .anyMatch(name -> name.endsWith("-1"));
  }

  @Test
  @Order(3)
  void a_node_that_is_lost_but_works_on_makes_a_double_run_and_one_result() throws Exception {
    String sweep = server.submit(THREE_TRIALS.formatted("doubled", STEPS));
    JsonNode attempt = awaitCheckpoint(sweep);
    String name = attempt.get("workerName").asString();
    String trial = trialOf(sweep, attempt);
    ProcessHandle agent = cluster.agent(name).orElseThrow();
    ProcessHandle trainer = cluster.trainers(agent).getFirst();
    String node = SlurmCluster.variable(agent, "SLURMD_NODENAME").orElseThrow();

    cluster.killNode(node);
    SlurmCluster.signal(agent, "STOP"); // cut off: no renewal leaves, and no word of a loss arrives
    try {
      until("another attempt at the trial", () -> attemptsOf(trial).size() == 2);
      until("which trains", () -> last(attemptsOf(trial)).path("checkpointStep").asLong(0) > 0);
      assertThat(trainer.isAlive()).as("the old trainer is there too").isTrue();
      String there = "%s RUNNING %s".formatted(job(name), node);
      until("Slurm has given the job up there", () -> !cluster.jobs().contains(there));
      assertThat(agent.isAlive()).isTrue();
    } finally {
      SlurmCluster.signal(agent, "CONT");
    }
    int number = server.get("/api/v1/trials/" + trial).get("number").asInt();
    until(
        "the old worker drops what it has",
        () -> log(name).contains("trial %d of doubled: dropped".formatted(number)));
    awaitEnd(sweep);

    List<JsonNode> attempts = attempts(sweep);
    assertThat(attempts).extracting(SlurmIT::state).filteredOn("COMPLETED"::equals).hasSize(3);
    assertThat(attemptsOf(trial)).extracting(SlurmIT::state).contains("LOST", "COMPLETED");
    assertThat(attemptsOf(trial))
        .filteredOn(a -> a.get("workerName").asString().equals(name) && !state(a).equals("LOST"))
        .isEmpty();
    assertThat(results(sweep)).isEqualTo(undisturbed);
    cluster.startNode(node);
  }

  @Test
  @Order(4)
  void a_cancelled_job_and_one_at_its_time_limit_give_their_trials_back_and_the_next_go_on()
      throws Exception {
    until("idle workers have left", () -> cluster.jobs().isEmpty());
    server.close();
    startServer("    time-limit: 3m\n    warn-before: 90s\n");
    String sweep = server.submit(THREE_TRIALS.formatted("endless", ENDLESS));
    String victim = awaitCheckpoint(sweep).get("workerName").asString();
    cluster.run("scancel", job(victim));
    until("given back", () -> isGivenBack(sweep, victim));
    until(
        "a trial given back at the limit, and taken up again",
        () ->
            trials(sweep).stream()
                .map(trial -> attemptsOf(id(trial)))
                .anyMatch(attempts -> hasGoneOn(attempts, victim)));
    assertThat(attempts(sweep)).extracting(SlurmIT::state).containsOnly("RELEASED", "RUNNING");
    server.post("/api/v1/sweeps/" + sweep + "/cancel");
    until("idle workers leave by themselves", () -> cluster.jobs().isEmpty());
  }

  private static void until(String what, Callable<Boolean> condition) {
    await(what).atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(300)).until(condition);
  }

  private static void awaitEnd(String sweep) {
    until(
        "the end of " + sweep,
        () -> !server.get("/api/v1/sweeps/" + sweep).get("state").asString().equals("RUNNING"));
  }

  /** A running attempt that has stored a checkpoint in the middle. */
  private static JsonNode awaitCheckpoint(String sweep) {
    return await("a checkpoint of " + sweep)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                attempts(sweep).stream()
                    .filter(a -> state(a).equals("RUNNING") && step(a) > 0)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static boolean isGivenBack(String sweep, String worker) {
    return attempts(sweep).stream()
        .anyMatch(
            a -> a.get("workerName").asString().equals(worker) && state(a).equals("RELEASED"));
  }

  private static String trialOf(String sweep, JsonNode attempt) {
    return trials(sweep).stream()
        .map(SlurmIT::id)
        .filter(trial -> attemptsOf(trial).stream().anyMatch(a -> id(a).equals(id(attempt))))
        .findFirst()
        .orElseThrow();
  }

  /** An attempt of another worker was given back in the middle, and the next has got further. */
  private static boolean hasGoneOn(List<JsonNode> attempts, String victim) {
    for (int i = 0; i + 1 < attempts.size(); i++) {
      JsonNode one = attempts.get(i);
      if (state(one).equals("RELEASED")
          && !one.get("workerName").asString().equals(victim)
          && step(one) > 0
          && step(attempts.get(i + 1)) > step(one)) {
        return true;
      }
    }
    return false;
  }

  /** The worker slurm-7-0 is the first start of job 7. */
  private static String job(String worker) {
    return worker.split("-")[1];
  }

  private static String log(String worker) throws Exception {
    return Files.readString(folder.resolve("home/logs/worker-slurm-" + job(worker) + ".log"));
  }

  private static List<JsonNode> workers() {
    var workers = new ArrayList<JsonNode>();
    server
        .get("/api/v1/workers")
        .get("items")
        .forEach(
            worker -> {
              if (worker.get("state").asString().equals("ALIVE")) {
                workers.add(worker);
              }
            });
    return workers;
  }

  private static List<JsonNode> trials(String sweep) {
    var trials = new ArrayList<JsonNode>();
    server.get("/api/v1/sweeps/" + sweep + "/trials?limit=100").get("items").forEach(trials::add);
    return trials;
  }

  private static List<JsonNode> attempts(String sweep) {
    return trials(sweep).stream().flatMap(trial -> attemptsOf(id(trial)).stream()).toList();
  }

  /** In the order of their epochs. */
  private static List<JsonNode> attemptsOf(String trial) {
    var attempts = new ArrayList<JsonNode>();
    server.get("/api/v1/trials/" + trial + "/attempts").get("items").forEach(attempts::add);
    attempts.sort(Comparator.comparingLong(a -> a.get("epoch").asLong()));
    return attempts;
  }

  private static JsonNode last(List<JsonNode> attempts) {
    return attempts.getLast();
  }

  private static String id(JsonNode any) {
    return any.get("id").asString();
  }

  private static String state(JsonNode attempt) {
    return attempt.get("state").asString();
  }

  private static long step(JsonNode attempt) {
    return attempt.path("checkpointStep").asLong(0);
  }

  /** What must not depend on interruptions: accuracy, bound and the hash of the final weights. */
  private static Map<String, String> results(String sweep) {
    var results = new TreeMap<String, String>();
    for (JsonNode trial : trials(sweep)) {
      JsonNode certificates =
          server.get("/api/v1/trials/" + id(trial) + "/certificates").get("items");
      results.put(
          trial.get("configurationHash").asString(),
          trial.get("accuracy")
              + " "
              + trial.get("bound")
              + " "
              + certificates.get(0).get("checkpointSha256").asString());
    }
    return results;
  }
}
