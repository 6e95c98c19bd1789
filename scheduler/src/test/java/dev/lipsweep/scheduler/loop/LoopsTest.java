package dev.lipsweep.scheduler.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.scheduler.SchedulerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoopsTest extends SchedulerTest {
  @Autowired Loops loops;
  @Autowired SettleTrials settle;
  @Autowired Turn turn;

  @Test
  void expired_leases_are_taken_away_and_the_trials_run_elsewhere() {
    sweeps.sweep("demo", 3);
    List<Lease> leases = sweeps.claim(sweeps.worker("dead"), 3);
    sweeps.expire(leases.get(0));
    sweeps.expire(leases.get(1));

    assertThat(loops.reapAll()).isEqualTo(2);

    assertThat(sweeps.claim(sweeps.worker("alive"), 3))
        .extracting(Lease::epoch)
        .containsExactly(2L, 2L);
  }

  @Test
  void trials_come_to_where_their_sweep_wants_them() {
    UUID id = sweeps.sweep("demo", 2);
    jdbc.sql("update trial set state = 'WAITING'").update();
    assertThat(settle.runOnce()).isEqualTo(2);
    assertThat(states()).containsOnly("READY");
    sweeps.setSweepState(id, "PAUSED");
    assertThat(settle.runOnce()).isEqualTo(2);
    assertThat(states()).containsOnly("WAITING");
    sweeps.setSweepState(id, "CANCELLED");
    assertThat(settle.runOnce()).isEqualTo(2);
    assertThat(states()).containsOnly("CANCELLED");
    assertThat(settle.runOnce()).isZero();
  }

  @Test
  void a_sweep_whose_trials_are_all_finished_does_not_stay_open() {
    UUID id = sweeps.sweep("demo", 1);
    jdbc.sql("update trial set state = 'CANCELLED', finished_at = now()").update();

    settle.runOnce();

    assertThat(sweeps.sweepState(id)).isEqualTo("COMPLETED");
  }

  @Test
  void a_loop_is_run_by_one_server_at_a_time() {
    var ran = new ArrayList<String>();

    boolean outer =
        turn.take(
            "reap",
            () -> {
              ran.add("outer");
              // another connection is another server
              assertThat(turn.take("reap", () -> ran.add("inner"))).isFalse();
              assertThat(turn.take("settle", () -> ran.add("other loop"))).isTrue();
            });

    assertThat(outer).isTrue();
    assertThat(turn.take("reap", () -> ran.add("again"))).isTrue();
    assertThat(ran).containsExactly("outer", "other loop", "again");
  }

  @Test
  void retention_runs() {
    loops.deleteOld();
    loops.sweepOrphans();
  }

  @Test
  void the_loops_rest_as_long_as_this_unless_told_otherwise() {
    var bound =
        new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("lipsweep.loops", LoopProperties.class);

    assertThat(bound)
        .isEqualTo(
            new LoopProperties(
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofDays(30),
                Duration.ofDays(30)));
  }

  private List<String> states() {
    return jdbc.sql("select state from trial").query(String.class).list();
  }
}
