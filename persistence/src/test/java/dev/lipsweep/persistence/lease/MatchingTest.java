package dev.lipsweep.persistence.lease;

import static dev.lipsweep.persistence.TestSweeps.device;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.sweep.SweepQueries;
import dev.lipsweep.persistence.worker.Workers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Trials meet the devices that have what they ask for, and no device is promised too much. */
class MatchingTest extends DatabaseTest {
  private static final long GIB = 1L << 30;

  @Autowired ClaimTrials claim;
  @Autowired SweepQueries queries;
  @Autowired Workers workers;

  @Test
  void a_trial_runs_on_a_device_of_its_kind() {
    asking("gpu", 2, Map.of("device", "cuda"));
    UUID onCpu = sweeps.worker("cpu", Map.of(), device("cpu", 0, GIB, 2));
    UUID both =
        sweeps.worker("both", Map.of(), device("cpu", 0, GIB, 1), device("cuda", 0, GIB, 1));

    assertThat(sweeps.claim(onCpu, 2)).isEmpty();
    assertThat(sweeps.claim(both, Map.of("cpu:0", 1))).isEmpty();
    assertThat(sweeps.claim(both, Map.of("cpu:0", 1, "cuda:0", 1)))
        .singleElement()
        .satisfies(lease -> assertThat(lease.device()).isEqualTo("cuda:0"));
    assertThat(sweeps.claim(both, Map.of("cuda:7", 1))).as("no such device").isEmpty();
  }

  @Test
  void a_trial_runs_where_the_labels_are() {
    asking("picky", 1, Map.of("labels", Map.of("pool", "a100", "zone", "b")));
    var device = device("cpu", 0, GIB, 1);

    assertThat(sweeps.claim(sweeps.worker("none", Map.of(), device), 1)).isEmpty();
    assertThat(sweeps.claim(sweeps.worker("one", Map.of("pool", "a100"), device), 1)).isEmpty();
    assertThat(
            sweeps.claim(
                sweeps.worker("all", Map.of("pool", "a100", "zone", "b", "x", "y"), device), 1))
        .hasSize(1);
  }

  @Test
  void small_trials_share_a_device_until_its_memory_is_promised() {
    asking("small", 10, Map.of("memory", "3GiB"));
    UUID worker = sweeps.worker("gpu", Map.of(), device("cuda", 0, 10 * GIB, 8));

    List<Lease> leases = sweeps.claim(worker, 8);

    assertThat(leases).hasSize(3).allSatisfy(l -> assertThat(l.memoryBytes()).isEqualTo(3 * GIB));
    assertThat(sweeps.claim(worker, 5)).isEmpty();
    sweeps.complete(leases.getFirst());
    assertThat(sweeps.claim(worker, 6)).hasSize(1);
  }

  @Test
  void what_fits_overtakes_what_does_not_but_not_for_ever() {
    UUID worker = sweeps.worker("gpu", Map.of(), device("cuda", 0, 10 * GIB, 8));
    asking("first", 1, Map.of("memory", "4GiB"));
    Lease first = sweeps.claimOne(worker);
    UUID large = asking("large", 1, Map.of("memory", "8GiB"));
    UUID small = asking("small", 10, Map.of("memory", "2GiB"));

    assertThat(sweeps.claim(worker, 1)).extracting(Lease::sweepId).containsExactly(small);
    jdbc.sql("update trial set ready_at = now() - interval '1 hour' where sweep_id = :id")
        .param("id", large)
        .update();
    assertThat(sweeps.claim(worker, 4)).as("kept free for the large one").isEmpty();
    sweeps.complete(first);
    assertThat(sweeps.claim(worker, 4)).extracting(Lease::sweepId).containsExactly(large);
  }

  @Test
  void no_device_is_ever_promised_more_than_it_has() {
    var random = new Random(7);
    for (int i = 0; i < 6; i++) {
      asking("s" + i, 30, Map.of("memory", 1 + random.nextInt(5) + "GiB"));
    }
    UUID worker =
        sweeps.worker(
            "two", Map.of(), device("cuda", 0, 7 * GIB, 4), device("cuda", 1, 11 * GIB, 8));

    for (int round = 0; round < 40; round++) {
      var idle = Map.of("cuda:0", random.nextInt(5), "cuda:1", random.nextInt(9));
      List<Lease> leases = sweeps.claim(worker, idle);
      assertThat(promised("cuda:0")).isLessThanOrEqualTo(7 * GIB);
      assertThat(promised("cuda:1")).isLessThanOrEqualTo(11 * GIB);
      leases.stream().filter(lease -> random.nextBoolean()).forEach(sweeps::complete);
    }
    assertThat(jdbc.sql("select count(distinct device) from attempt").query(Integer.class).single())
        .isEqualTo(2);
  }

  @Test
  void a_lost_answer_is_given_again_for_the_device_it_was_for() {
    asking("gpu", 10, Map.of("device", "cuda", "memory", "1GiB"));
    UUID worker =
        sweeps.worker("two", Map.of(), device("cuda", 0, 9 * GIB, 2), device("cuda", 1, GIB, 1));
    var request = new ClaimRequest(3, List.of(), Map.of("cuda:0", 2, "cuda:1", 1));

    List<Lease> lost = claim.claim(worker, request).leases();

    assertThat(lost)
        .extracting(Lease::device)
        .containsExactlyInAnyOrder("cuda:0", "cuda:0", "cuda:1");
    assertThat(claim.claim(worker, request).leases()).containsExactlyInAnyOrderElementsOf(lost);
  }

  @Test
  void a_sweep_that_no_worker_can_run_says_what_it_waits_for() {
    UUID sweep = asking("gpu", 1, Map.of("device", "cuda"));
    assertThat(message(sweep)).isEqualTo("waits: no worker is there");

    sweeps.worker("cpu", Map.of(), device("cpu", 0, GIB, 2));
    assertThat(message(sweep)).contains("cuda (0 of 1 workers)");

    UUID gpu = sweeps.worker("gpu", Map.of(), device("cuda", 0, GIB, 2));
    assertThat(message(sweep)).isNull();
    workers.drain(gpu);
    assertThat(message(sweep)).contains("cuda (0 of 1 workers)");
  }

  @Test
  void a_draining_worker_gets_its_leases_again_but_nothing_new() {
    sweeps.sweep("demo", 5);
    UUID worker = sweeps.worker("w");
    List<Lease> lost = sweeps.claim(worker, 1);

    assertThat(workers.drain(worker)).isTrue();

    var claimed = claim.claim(worker, new ClaimRequest(4, List.of()));
    assertThat(claimed.drain()).isTrue();
    assertThat(claimed.leases()).isEqualTo(lost);
    assertThat(sweeps.claim(sweeps.worker("other"), 1)).hasSize(1);
    workers.leave(worker);
    assertThat(workers.drain(worker)).isFalse();
  }

  private String message(UUID sweep) {
    return queries.find(sweep).orElseThrow().message();
  }

  private UUID asking(String name, int trials, Map<String, Object> resources) {
    return sweeps.sweep(name, trials, Map.of("resources", resources));
  }

  private long promised(String device) {
    return jdbc.sql(
            """
            select coalesce(sum(a.memory_bytes), 0) from trial t join attempt a on a.trial_id = t.id and a.epoch = t.epoch
            where t.state = 'RUNNING' and a.device = :device
            """)
        .param("device", device)
        .query(Long.class)
        .single();
  }
}
