package dev.lipsweep.scheduler.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.persistence.launcher.LauncherState;
import dev.lipsweep.scheduler.launcher.Engine.Job;
import dev.lipsweep.scheduler.launcher.Engine.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolLauncherTest {
  private final MemoryEngine engine = new MemoryEngine();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private int demand;
  private boolean ready = true;

  @Test
  void workers_follow_the_queued_trials_between_least_and_most() {
    var launcher = launcher(1, 4);
    launcher.runOnce();
    assertThat(engine.jobs).as("the least").hasSize(1);
    demand = 5;
    launcher.runOnce();
    assertThat(engine.jobs).as("five trials, two slots each").hasSize(3);
    demand = 100;
    launcher.runOnce();
    assertThat(engine.jobs).as("the most").hasSize(4);
  }

  @Test
  void jobs_that_wait_for_nothing_are_taken_back_and_running_ones_are_left_alone() {
    var launcher = launcher(0, 4);
    demand = 8;
    launcher.runOnce();
    engine.move(0, Phase.RUNNING);
    demand = 0;
    launcher.runOnce();
    assertThat(engine.jobs).containsExactly(new Job("1", Phase.RUNNING));
  }

  @Test
  void a_worker_that_is_requeued_is_not_replaced() {
    var launcher = launcher(0, 1);
    demand = 1;
    launcher.runOnce();
    engine.move(0, Phase.RUNNING);
    launcher.runOnce();
    engine.move(0, Phase.WAITING);
    launcher.runOnce();
    assertThat(engine.submitted).isEqualTo(1);
  }

  @Test
  void a_held_job_is_no_capacity_but_counts_against_the_most() {
    var launcher = launcher(0, 2);
    demand = 2;
    launcher.runOnce();
    engine.move(0, Phase.HELD);
    launcher.runOnce();
    assertThat(engine.submitted).isEqualTo(2);
    engine.move(1, Phase.HELD);
    launcher.runOnce();
    assertThat(engine.submitted).isEqualTo(2);
  }

  @Test
  void it_says_what_it_wants_what_there_is_and_what_keeps_it() {
    var launcher = launcher(0, 4);
    demand = 6;
    launcher.runOnce();
    engine.move(0, Phase.RUNNING);
    engine.move(1, Phase.HELD);
    launcher.runOnce();
    LauncherState state = launcher.state();
    assertThat(state.wanted()).isEqualTo(3);
    assertThat(state.running()).isEqualTo(1);
    assertThat(state.waiting()).isEqualTo(1);
    assertThat(state.held()).isEqualTo(1);
    assertThat(state.problem()).isNull();
    engine.jobs.clear();
    launcher.runOnce();
    assertThat(launcher.state().problem()).contains("soon after its start");
    assertThat(launcher.state().restUntil()).isAfter(now);
  }

  @Test
  void workers_that_die_soon_are_replaced_after_longer_and_longer_rests() {
    var launcher = launcher(0, 1);
    demand = 1;
    for (int seconds : new int[] {10, 20, 40, 60, 60}) {
      int before = engine.submitted;
      launcher.runOnce();
      assertThat(engine.submitted).isEqualTo(before + 1);
      engine.jobs.clear();
      launcher.runOnce();
      now = now.plusSeconds(seconds).minusMillis(1);
      launcher.runOnce();
      assertThat(engine.submitted).as("rests for %d s", seconds).isEqualTo(before + 1);
      now = now.plusMillis(1);
    }
  }

  @Test
  void a_worker_that_lived_long_is_replaced_at_once() {
    var launcher = launcher(0, 1);
    demand = 1;
    launcher.runOnce();
    engine.move(0, Phase.RUNNING);
    launcher.runOnce();
    now = now.plus(Duration.ofHours(1));
    engine.jobs.clear();
    launcher.runOnce();
    assertThat(engine.submitted).isEqualTo(2);
  }

  @Test
  void an_engine_that_does_not_answer_is_asked_less_often_and_gets_no_jobs() {
    var launcher = launcher(0, 4);
    demand = 1;
    engine.broken = true;
    launcher.runOnce();
    launcher.runOnce();
    assertThat(engine.asked).isEqualTo(1);
    now = now.plusSeconds(10);
    launcher.runOnce();
    now = now.plusSeconds(10);
    launcher.runOnce();
    assertThat(engine.asked).isEqualTo(2);
    now = now.plusSeconds(10);
    engine.broken = false;
    launcher.runOnce();
    assertThat(engine.submitted).isEqualTo(1);
  }

  @Test
  void nothing_is_asked_for_before_the_server_listens_and_after_it_has_stopped() {
    var launcher = launcher(1, 4);
    ready = false;
    launcher.runOnce();
    ready = true;
    launcher.stop();
    launcher.runOnce();
    assertThat(engine.asked).isZero();
  }

  private PoolLauncher launcher(int least, int most) {
    var pool =
        new PoolProperties(
            "test",
            least,
            most,
            null,
            null,
            Duration.ofMinutes(5),
            List.of(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));
    return new PoolLauncher(engine, pool, 2, cap -> Math.min(cap, demand), () -> ready, () -> now);
  }

  /** An engine that starts nothing. */
  private static final class MemoryEngine implements Engine {
    final List<Job> jobs = new ArrayList<>();
    int submitted;
    int asked;
    boolean broken;

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public List<Job> jobs() throws EngineFailure {
      asked++;
      if (broken) {
        throw new EngineFailure("broken, as the test wants it");
      }
      return List.copyOf(jobs);
    }

    @Override
    public String submit() {
      String id = Integer.toString(++submitted);
      jobs.add(new Job(id, Phase.WAITING));
      return id;
    }

    @Override
    public void withdraw(Job job) {
      jobs.remove(job);
    }

    void move(int index, Phase phase) {
      jobs.set(index, new Job(jobs.get(index).id(), phase));
    }
  }
}
