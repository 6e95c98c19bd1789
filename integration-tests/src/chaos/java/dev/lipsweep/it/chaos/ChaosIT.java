package dev.lipsweep.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lipsweep.it.chaos.Incident.Concerns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The same sweep twice: once in peace, once while everything fails by a schedule that the seed
 * tells. The second has to end as the first did, bit for bit, and its attempts have to tell what
 * happened.
 *
 * <p>{@code -Dchaos.seed} replays a schedule, {@code -Dchaos.minutes}, {@code -Dchaos.trials} and
 * {@code -Dchaos.workers} make it longer or larger.
 */
@Tag("chaos")
class ChaosIT {
  private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
  private static final int MINUTES = Integer.getInteger("chaos.minutes", 3);
  private static final int TRIALS = Integer.getInteger("chaos.trials", 24);
  private static final int WORKERS = Integer.getInteger("chaos.workers", 4);
  private static final int STEPS = Integer.getInteger("chaos.steps", 200);
  private static final int SERVERS = 2;
  private static final Duration LEASE = Duration.ofSeconds(8);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofHours(3);

  /** What a cause needs to show: a lease, the reaper's turn, and a busy machine. */
  private static final Duration AFTERMATH = Duration.ofMinutes(1);

  /**
   * A claim that was on its way is answered after its agent has died; nobody works on its lease.
   */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

  private static final int SEEDS = 2;

  private static final String DEFINITION =
      """
      name: %s
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: spectral_soft_cap
          sigmaMax: 1.5
          learningRate: {log: [0.05, 0.2], points: %d}
      width: 16
      blocks: 1
      context: 16
      steps: %d
      validateEvery: %d
      seeds: %d
      limits: {maxFailures: 0%%, maxAttempts: 100}
      """;

  private record Begun(Incident incident, Instant from) {}

  /**
   * What happened, and when it really did.
   *
   * @param until when it was mended and a server served again: nobody takes a lease away before
   */
  private record Happened(Incident incident, Instant from, Instant until) {
    boolean explains(JsonNode attempt) {
      boolean concerned =
          incident.kind().concerns != Concerns.WORKER
              || attempt.get("workerName").asString().equals(Cluster.name(incident.target()));
      Instant started = Instant.parse(attempt.get("startedAt").asString());
      Instant ended = Instant.parse(attempt.get("finishedAt").asString());
      return concerned
          && !from.isAfter(ended)
          && !started.isAfter(until.plus(ON_ITS_WAY))
          && !ended.isAfter(until.plus(AFTERMATH));
    }
  }

  @Test
  void whatever_fails_each_trial_has_one_result_and_it_is_that_of_an_undisturbed_run(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    System.out.printf(
        "chaos: seed %d, %d trials, %d workers, %d min of incidents; -Dchaos.seed=%d replays them%n",
        SEED, TRIALS, WORKERS, MINUTES, SEED);
    try (var cluster = new Cluster(folder, SERVERS, WORKERS, LEASE)) {
      Api api = cluster.api();
      String peaceful = submit(api, "undisturbed");
      awaitEnd(api, peaceful);
      Map<String, String> expected = results(api, peaceful);
      assertThat(expected).hasSize(TRIALS);

      var shape = new Schedule.Shape(WORKERS, SERVERS, LEASE, cluster.possible());
      List<Incident> schedule = Schedule.of(SEED, shape, Duration.ofMinutes(MINUTES), PAUSE);
      System.out.println("cannot be done here: " + EnumSet.complementOf(shape.kinds()));
      var sweeps = new ArrayList<String>();
      sweeps.add(submit(api, "disturbed-0"));
      List<Happened> happened;
      try (var busy = Executors.newSingleThreadExecutor()) {
        var over = new AtomicBoolean();
        Future<?> submitting = busy.submit(() -> keepBusy(api, sweeps, over));
        try {
          happened = play(cluster, schedule);
        } finally {
          over.set(true);
        }
        submitting.get();
      }
      assertThat(cluster.hasAllWorkers()).as("no worker has given up").isTrue();
      for (String sweep : sweeps) {
        awaitEnd(api, sweep);
        check(api, sweep, expected, happened);
      }
    }
  }

  /** Whenever a sweep has ended before the time is over, another one begins. */
  private static void keepBusy(Api api, List<String> sweeps, AtomicBoolean over) {
    do {
      String sweep = sweeps.getLast();
      await("end of " + sweep + " or of the incidents")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> over.get() || hasEnded(api, sweep));
      if (!over.get()) {
        sweeps.add(submit(api, "disturbed-" + sweeps.size()));
      }
    } while (!over.get());
  }

  /** Lets everything happen at its time, and mends it at its own. */
  private static List<Happened> play(Cluster cluster, List<Incident> schedule)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    var waiting = new ArrayDeque<>(schedule);
    var going = new PriorityQueue<Begun>(Comparator.comparing(begun -> begun.incident().end()));
    var mended = new ArrayList<Begun>();
    var happened = new ArrayList<Happened>();
    while (!waiting.isEmpty() || !going.isEmpty() || !mended.isEmpty()) {
      Duration now = Duration.ofNanos(System.nanoTime() - begin);
      if (!going.isEmpty() && going.peek().incident().end().compareTo(now) <= 0) {
        Begun begun = going.poll();
        cluster.end(begun.incident());
        mended.add(begun);
      } else if (!waiting.isEmpty() && waiting.peek().at().compareTo(now) <= 0) {
        Incident incident = waiting.poll();
        System.out.println(incident);
        going.add(new Begun(incident, Instant.now()));
        cluster.begin(incident);
      } else {
        cluster.tend();
        if (cluster.serves()) {
          mended.forEach(
              begun -> happened.add(new Happened(begun.incident(), begun.from(), Instant.now())));
          mended.clear();
        }
        Thread.sleep(100);
      }
    }
    return happened;
  }

  private static void check(
      Api api, String sweep, Map<String, String> expected, List<Happened> happened) {
    assertThat(api.get("/api/v1/sweeps/" + sweep).get("state").asString()).isEqualTo("COMPLETED");
    assertThat(results(api, sweep)).as("none lost, and every bit the same").isEqualTo(expected);
    int disturbed = 0;
    for (JsonNode trial : trials(api, sweep)) {
      List<JsonNode> attempts =
          api.items("/api/v1/trials/" + trial.get("id").asString() + "/attempts");
      assertThat(attempts.stream().filter(a -> state(a).equals("COMPLETED")))
          .as("ends of trial %s", trial)
          .hasSize(1);
      assertThat(state(attempts.getLast())).isEqualTo("COMPLETED");
      for (JsonNode attempt : attempts.subList(0, attempts.size() - 1)) {
        disturbed++;
        assertThat(happened)
            .as("what explains the end of %s", attempt)
            .anyMatch(one -> one.explains(attempt));
      }
    }
    System.out.printf(
        "sweep %s: %d trials, %d attempts cut short%n", sweep, expected.size(), disturbed);
  }

  private static String submit(Api api, String name) {
    return api.submit(DEFINITION.formatted(name, TRIALS / SEEDS, STEPS, STEPS / 2, SEEDS));
  }

  private static boolean hasEnded(Api api, String sweep) {
    return List.of("COMPLETED", "CANCELLED", "PAUSED")
        .contains(api.get("/api/v1/sweeps/" + sweep).get("state").asString());
  }

  private static void awaitEnd(Api api, String sweep) {
    await("sweep " + sweep)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> hasEnded(api, sweep));
  }

  private static List<JsonNode> trials(Api api, String sweep) {
    return api.items("/api/v1/sweeps/" + sweep + "/trials?limit=500");
  }

  private static String state(JsonNode attempt) {
    return attempt.get("state").asString();
  }

  /**
   * Per configuration and seed what must not depend on what happened: accuracy, bound, the hash of
   * the final weights, and every point of every series that is not a time.
   */
  private static Map<String, String> results(Api api, String sweep) {
    var results = new TreeMap<String, String>();
    for (JsonNode trial : trials(api, sweep)) {
      String path = "/api/v1/trials/" + trial.get("id").asString();
      JsonNode first = api.items(path + "/certificates").getFirst();
      results.put(
          trial.get("configurationHash").asString() + "/" + trial.get("seed"),
          String.join(
              " ",
              trial.get("accuracy").toString(),
              trial.get("bound").toString(),
              first.get("checkpointSha256").asString(),
              series(api.get(path + "/metrics?maxPoints=5000"))));
    }
    return results;
  }

  private static String series(JsonNode metrics) {
    var byName = new TreeMap<String, String>();
    metrics
        .get("series")
        .forEach(one -> byName.put(one.get("name").asString(), one.get("points").toString()));
    byName.keySet().removeIf(name -> name.startsWith("time/") || name.startsWith("telemetry/"));
    return byName.toString();
  }
}
