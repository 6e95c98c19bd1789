package dev.lipsweep.scheduler.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.sweep.SweepQueries;
import dev.lipsweep.scheduler.SchedulerTest;
import dev.lipsweep.scheduler.sweep.Sweeps;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EnforceLimitsTest extends SchedulerTest {
  @Autowired EnforceLimits limits;
  @Autowired SweepQueries queries;
  @Autowired Sweeps commands;

  @Test
  void a_deadline_pauses_the_sweep_with_an_event_and_resume_goes_on_without_it() {
    UUID sweep = sweeps.sweep("late", 3, Map.of("limits", Map.of("deadline", "6h")));
    UUID worker = sweeps.worker("w");
    sweeps.claimOne(worker);
    limits.runOnce();
    assertThat(sweeps.sweepState(sweep)).isEqualTo("RUNNING");

    jdbc.sql("update sweep set deadline = deadline - interval '7 hours'").update();
    assertThat(sweeps.claim(worker, 1)).as("nothing starts after the deadline").isEmpty();
    limits.runOnce();

    assertThat(sweeps.sweepState(sweep)).isEqualTo("PAUSED");
    assertThat(queries.find(sweep).orElseThrow().message())
        .startsWith("limits.deadline has passed");
    assertThat(
            jdbc.sql("select count(*) from event where kind = 'sweep'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    commands.resume(sweep);
    limits.runOnce();
    assertThat(sweeps.sweepState(sweep)).isEqualTo("RUNNING");
    assertThat(sweeps.claim(worker, 1)).hasSize(1);
  }

  @Test
  void a_moment_is_a_deadline_too() {
    UUID sweep =
        sweeps.sweep("past", 1, Map.of("limits", Map.of("deadline", "2020-01-01T00:00:00Z")));

    limits.runOnce();

    assertThat(queries.find(sweep).orElseThrow().message()).contains("2020-01-01 00:00:00 UTC");
  }

  @Test
  void the_time_of_all_attempts_is_counted_whatever_became_of_them() {
    UUID sweep = sweeps.sweep("costly", 3, Map.of("limits", Map.of("compute", "2h")));
    UUID worker = sweeps.worker("w");
    Lease lease = sweeps.claimOne(worker);
    sweeps.end(lease, new Outcome.Released(1, "preempted"));
    sweeps.claimOne(worker);
    startedBefore("59 minutes");
    limits.runOnce();
    assertThat(sweeps.sweepState(sweep)).isEqualTo("RUNNING");

    startedBefore("61 minutes");
    limits.runOnce();

    assertThat(sweeps.sweepState(sweep)).isEqualTo("PAUSED");
    assertThat(queries.find(sweep).orElseThrow().message())
        .matches("the attempts have taken 2\\.\\d+ hours of slots, limits.compute allows 2.00; .*");
    commands.resume(sweep);
    limits.runOnce();
    assertThat(sweeps.sweepState(sweep)).isEqualTo("RUNNING");
  }

  private void startedBefore(String interval) {
    jdbc.sql("update attempt set started_at = now() - cast(:interval as interval)")
        .param("interval", interval)
        .update();
  }
}
