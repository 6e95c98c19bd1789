package dev.lipsweep.scheduler.launcher;

import static dev.lipsweep.persistence.TestSweeps.device;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.scheduler.SchedulerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemandTest extends SchedulerTest {
  private static final long GIB = 1L << 30;
  private static final Map<String, String> OF_POOL = Map.of("pool", "night");

  @Test
  void ready_trials_of_running_sweeps_are_counted_as_far_as_anybody_needs_to_know() {
    sweeps.sweep("three", 3, Map.of());

    assertThat(demand(100)).isEqualTo(3);
    assertThat(demand(2)).isEqualTo(2);
  }

  @Test
  void trials_that_the_pools_workers_run_want_their_slots() {
    sweeps.sweep("three", 3, Map.of());
    var worker = sweeps.worker("ours", OF_POOL, device("cpu", 0, GIB, 2));
    sweeps.claim(worker, 2);

    assertThat(demand(100)).isEqualTo(3);

    var other = sweeps.worker("other", Map.of(), device("cpu", 0, GIB, 1));
    sweeps.claim(other, 1);
    assertThat(demand(100)).as("the third runs elsewhere").isEqualTo(2);
  }

  @Test
  void a_sweep_that_no_worker_of_the_pool_could_run_wants_none() {
    sweeps.sweep("gpu", 1, Map.of("resources", Map.of("device", "cuda")));
    sweeps.sweep("large", 2, Map.of("resources", Map.of("memory", "3GiB")));
    sweeps.sweep("labelled", 4, Map.of("resources", Map.of("labels", Map.of("zone", "b"))));
    sweeps.sweep("plain", 8, Map.of());
    assertThat(demand(100)).as("nobody knows yet what the pool has").isEqualTo(15);

    sweeps.worker("elsewhere", Map.of("zone", "b"), device("cuda", 0, 10 * GIB, 1));
    assertThat(demand(100)).as("another pool's worker tells nothing").isEqualTo(15);

    sweeps.worker("small", OF_POOL, device("cpu", 0, GIB, 1));
    assertThat(demand(100)).isEqualTo(8);

    sweeps.worker("gpu", Map.of("pool", "night", "zone", "b"), device("cuda", 0, 10 * GIB, 1));
    assertThat(demand(100)).isEqualTo(15);
  }

  @Test
  void what_a_pool_had_an_hour_ago_is_looked_at_again() {
    sweeps.sweep("gpu", 1, Map.of("resources", Map.of("device", "cuda")));
    sweeps.worker("small", OF_POOL, device("cpu", 0, GIB, 1));
    assertThat(demand(100)).isZero();

    jdbc.sql("update worker set last_seen_at = now() - interval '61 minutes'").update();

    assertThat(demand(100)).isEqualTo(1);
  }

  private int demand(int most) {
    return new Demand(jdbc, "night").trials(most);
  }
}
