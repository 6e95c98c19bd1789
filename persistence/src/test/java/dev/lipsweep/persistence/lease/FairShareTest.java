package dev.lipsweep.persistence.lease;

import static dev.lipsweep.persistence.TestSweeps.device;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.Jsonb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims against an oracle that takes the rules at their word: the best priority, of these the
 * sweep that would have the smallest share with one slot more, of these the older one, and of a
 * sweep the trial that was READY first.
 */
class FairShareTest extends DatabaseTest {
  private static final long GIB = 1L << 30;

  @Autowired ClaimTrials claim;
  @Autowired TransactionTemplate transaction;

  private record Asking(
      UUID id, int priority, double weight, long memory, int maxConcurrent, String device) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void each_claim_takes_what_the_rules_name(long seed) {
    var random = new Random(seed);
    List<Asking> asking = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      asking.add(sweep(i, random));
    }
    UUID worker =
        sweeps.worker("w", Map.of(), device("cpu", 0, 12 * GIB, 8), device("cuda", 0, 20 * GIB, 8));
    List<Lease> running = new ArrayList<>();
    int granted = 0;
    for (int step = 0; step < 60; step++) {
      String device = random.nextBoolean() ? "cpu:0" : "cuda:0";
      Optional<UUID> expected = expected(asking, device);
      List<Lease> leases = sweeps.claim(worker, Map.of(device, 1));
      assertThat(leases.stream().map(Lease::sweepId))
          .containsExactlyElementsOf(expected.stream().toList());
      if (random.nextInt(4) == 0) {
        // the answer was lost: the same claim again gives the same, and takes nothing more
        var again = new ClaimRequest(leases.size(), held(running), Map.of(device, leases.size()));
        assertThat(claim.claim(worker, again).leases()).isEqualTo(leases);
      }
      running.addAll(leases);
      granted += leases.size();
      while (!running.isEmpty() && random.nextInt(3) == 0) {
        Lease ended = running.remove(random.nextInt(running.size()));
        sweeps.end(ended, new Outcome.Released(1, "makes room"));
      }
    }
    assertThat(granted).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void claims_of_a_batch_get_what_they_would_get_one_after_the_other(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 6; i++) {
      sweep(i, random);
    }
    List<UUID> workers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      workers.add(
          sweeps.worker(
              "w" + i, Map.of(), device("cpu", 0, 6 * GIB, 4), device("cuda", 0, 9 * GIB, 4)));
    }
    int granted = 0;
    for (int round = 0; round < 8; round++) {
      List<Map<String, Object>> claims =
          workers.stream().map(worker -> wanted(worker, random)).toList();
      List<Given> single = new ArrayList<>();
      transaction.executeWithoutResult(
          status -> {
            claims.forEach(one -> single.addAll(given(List.of(one))));
            status.setRollbackOnly();
          });
      assertThat(given(claims)).containsExactlyInAnyOrderElementsOf(single);
      granted += single.size();
      jdbc.sql(
              "update trial set state = 'READY', lease_worker_id = null, lease_until = null where state = 'RUNNING' and number % 3 = :third")
          .param("third", round % 3)
          .update();
    }
    assertThat(granted).isGreaterThan(40);
  }

  @Test
  void of_one_sweep_the_trial_that_was_ready_first_runs_first() {
    sweeps.sweep("demo", 20);
    UUID worker = sweeps.worker("w");
    var random = new Random(5);
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= 20; number++) {
      numbers.add(number);
      jdbc.sql("update trial set ready_at = now() - :age * interval '1 s' where number = :number")
          .param("age", 1 + random.nextInt(5))
          .param("number", number)
          .update();
    }
    List<Integer> byAge =
        jdbc.sql("select number from trial order by ready_at, number").query(Integer.class).list();

    List<Integer> claimed = new ArrayList<>();
    while (claimed.size() < 20) {
      claimed.add(sweeps.claimOne(worker).trialNumber());
    }

    assertThat(claimed).isEqualTo(byAge).isNotEqualTo(numbers);
  }

  private Asking sweep(int i, Random random) {
    int priority = random.nextInt(2);
    double weight = List.of(1.0, 2.0, 0.5).get(random.nextInt(3));
    long memory = random.nextInt(4);
    int most = random.nextInt(3) == 0 ? 2 : 100;
    String device = List.of("any", "cpu", "cuda").get(random.nextInt(3));
    Map<String, Object> resources = new HashMap<>(Map.of("device", device));
    if (memory > 0) {
      resources.put("memory", memory + "GiB");
    }
    UUID id =
        sweeps.sweep(
            "s" + i,
            30,
            Map.of(
                "priority", priority,
                "weight", weight,
                "resources", resources,
                "limits", Map.of("maxConcurrent", most)));
    return new Asking(id, priority, weight, memory * GIB, most, device);
  }

  private record Given(UUID worker, UUID trial, String device) {}

  /** As {@code claim_trials} reads it. */
  private Map<String, Object> wanted(UUID worker, Random random) {
    int slots = 1 + random.nextInt(4);
    return Map.of(
        "worker",
        worker,
        "draining",
        false,
        "slots",
        slots,
        "idle",
        Map.of("cpu:0", random.nextInt(4), "cuda:0", random.nextInt(4)),
        "held",
        jdbc.sql("select id from attempt").query(UUID.class).list(),
        "ids",
        Stream.generate(UUID::randomUUID).limit(slots).toList());
  }

  private List<Given> given(List<Map<String, Object>> claims) {
    return jdbc.sql(
            "select worker_id as worker, trial_id as trial, device from claim_trials(cast(:claims as jsonb), interval '1 h', interval '1 h')")
        .param("claims", Jsonb.write(claims))
        .query(Given.class)
        .list();
  }

  /** The sweep that the rules name, by reading the whole table. */
  private Optional<UUID> expected(List<Asking> asking, String device) {
    long capacity = device.equals("cpu:0") ? 12 * GIB : 20 * GIB;
    long free =
        capacity
            - number(
                "select coalesce(sum(a.memory_bytes), 0) from attempt a where state = 'RUNNING' and device = '"
                    + device
                    + "'");
    Map<UUID, Long> running = new HashMap<>();
    for (Asking sweep : asking) {
      running.put(sweep.id(), inState(sweep, "RUNNING"));
    }
    return asking.stream()
        .filter(sweep -> inState(sweep, "READY") > 0)
        .filter(sweep -> sweep.device().equals("any") || device.startsWith(sweep.device() + ":"))
        .filter(sweep -> sweep.memory() <= free)
        .filter(sweep -> running.get(sweep.id()) < sweep.maxConcurrent())
        .min(
            Comparator.comparingInt(Asking::priority)
                .thenComparingDouble(sweep -> (running.get(sweep.id()) + 1) / sweep.weight())
                .thenComparing(sweep -> sweep.id().toString()))
        .map(Asking::id);
  }

  private long inState(Asking sweep, String state) {
    return number(
        "select count(*) from trial where sweep_id = '%s' and state = '%s'"
            .formatted(sweep.id(), state));
  }

  private long number(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  private static List<UUID> held(List<Lease> leases) {
    return leases.stream().map(Lease::attemptId).toList();
  }
}
