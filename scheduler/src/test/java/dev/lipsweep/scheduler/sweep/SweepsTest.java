package dev.lipsweep.scheduler.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.TestSweeps;
import dev.lipsweep.persistence.lease.ReadyTrials;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.scheduler.SchedulerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SweepsTest extends SchedulerTest {
  private static final Outcome DATA = new Outcome.Failed(FailureCause.DATA_MISSING, "no data");

  @Autowired Sweeps commands;
  @Autowired ReadyTrials ready;

  private Sweep submit(Map<String, Object> tree) {
    return commands.submit(
        new Submission(DefinitionReader.read(tree), "name: demo # as written", tree));
  }

  private Sweep submit(int trials) {
    return submit(TestSweeps.tree("demo", trials));
  }

  @Test
  void a_submitted_sweep_is_there_with_its_trials_and_its_text() {
    long seen = ready.signals();

    Sweep sweep = submit(5);

    assertThat(sweep.state()).isEqualTo(SweepState.RUNNING);
    assertThat(sweep.definition()).isEqualTo("name: demo # as written");
    assertThat(sweep.trials().of(TrialState.READY)).isEqualTo(5);
    assertThat(jdbc.sql("select seed from trial order by number").query(Long.class).list())
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(ready.signals()).isGreaterThan(seen);
  }

  @Test
  void a_grid_becomes_trials_in_the_order_of_its_definition() {
    var block =
        Map.of(
            "optimizer",
            "muon",
            "constraint",
            "spectral_soft_cap",
            "learningRate",
            0.1,
            "sigmaMax",
            List.of(4, 5, 6));
    submit(Map.of("name", "grid", "recipe", "text-tiny", "seeds", 2, "space", List.of(block)));

    assertThat(
            jdbc.sql(
                    """
                    select concat(parameters ->> 'sigmaMax', '/', seed)
                    from trial t join configuration c on c.id = t.configuration_id order by number
                    """)
                .query(String.class)
                .list())
        .hasSize(6)
        .satisfies(points -> assertThat(points.getFirst()).startsWith("4/"))
        .satisfies(points -> assertThat(points.getLast()).startsWith("6/"));
  }

  @Test
  void two_sweeps_with_the_same_point_share_its_configuration() {
    submit(2);
    submit(2);

    assertThat(jdbc.sql("select count(*) from configuration").query(Integer.class).single())
        .isEqualTo(1);
    assertThat(jdbc.sql("select count(*) from trial").query(Integer.class).single()).isEqualTo(4);
  }

  @Test
  void a_paused_sweep_starts_nothing_until_it_is_resumed() {
    UUID id = submit(3).id();
    UUID worker = sweeps.worker("w");
    Lease running = sweeps.claimOne(worker);

    Sweep paused = commands.pause(id);

    assertThat(paused.state()).isEqualTo(SweepState.PAUSED);
    assertThat(paused.trials().of(TrialState.WAITING)).isEqualTo(2);
    assertThat(sweeps.claim(worker, 3)).isEmpty();
    sweeps.end(running, new Outcome.Released(5, "pause"));
    assertThat(commands.pause(id).trials().of(TrialState.WAITING)).isEqualTo(3);
    assertThat(commands.resume(id).trials().of(TrialState.READY)).isEqualTo(3);
    assertThat(commands.resume(id).state()).isEqualTo(SweepState.RUNNING);
    assertThat(sweeps.claim(worker, 3)).hasSize(3);
  }

  @Test
  void cancelling_ends_what_does_not_run_at_once_and_the_rest_when_it_hears_of_it() {
    UUID id = submit(3).id();
    Lease running = sweeps.claimOne(sweeps.worker("w"));

    Sweep cancelled = commands.cancel(id);

    assertThat(cancelled.state()).isEqualTo(SweepState.CANCELLED);
    assertThat(cancelled.finishedAt()).isNotNull();
    assertThat(cancelled.trials().of(TrialState.CANCELLED)).isEqualTo(2);
    sweeps.end(running, new Outcome.Cancelled(5));
    assertThat(commands.cancel(id).trials().of(TrialState.CANCELLED)).isEqualTo(3);
    assertThatThrownBy(() -> commands.resume(id))
        .isInstanceOf(IllegalSweepState.class)
        .hasMessage("sweep 'demo' is CANCELLED; it cannot be told to resume");
    assertThatThrownBy(() -> commands.retry(id, TrialState.FAILED))
        .isInstanceOf(IllegalSweepState.class);
  }

  @Test
  void a_result_that_arrives_while_the_sweep_is_cancelled_is_kept() {
    UUID id = submit(2).id();
    Lease running = sweeps.claimOne(sweeps.worker("w"));
    commands.cancel(id);

    sweeps.complete(running);

    assertThat(sweeps.trialState(running.trialId())).isEqualTo("COMPLETED");
    assertThat(sweeps.sweepState(id)).isEqualTo("CANCELLED");
  }

  @Test
  void failed_trials_run_again_when_they_are_retried() {
    UUID id = submit(2).id();
    UUID worker = sweeps.worker("w");
    sweeps.claim(worker, 2).forEach(lease -> sweeps.end(lease, DATA));
    assertThat(sweeps.sweepState(id)).isEqualTo("COMPLETED");

    assertThat(commands.retry(id, TrialState.FAILED)).isEqualTo(2);

    assertThat(sweeps.sweepState(id)).isEqualTo("RUNNING");
    List<Lease> again = sweeps.claim(worker, 2);
    assertThat(again).extracting(Lease::epoch).containsOnly(2L);
    again.forEach(sweeps::complete);
    assertThat(sweeps.sweepState(id)).isEqualTo("COMPLETED");
    assertThat(commands.retry(id, TrialState.FAILED)).isZero();
    assertThatThrownBy(() -> commands.retry(id, TrialState.COMPLETED))
        .hasMessageContaining("only FAILED");
  }

  @Test
  void a_sweep_that_paused_itself_can_be_resumed_and_goes_on() {
    var tree = new java.util.HashMap<>(TestSweeps.tree("demo", 4));
    tree.put("limits", Map.of("maxFailures", 0));
    UUID id = submit(tree).id();
    UUID worker = sweeps.worker("w");
    sweeps.end(sweeps.claimOne(worker), DATA);
    assertThat(sweeps.sweepState(id)).isEqualTo("PAUSED");

    assertThat(commands.resume(id).message()).isNull();
    sweeps.complete(sweeps.claimOne(worker));

    assertThat(sweeps.sweepState(id)).isEqualTo("RUNNING");
    sweeps.end(sweeps.claimOne(worker), DATA);
    assertThat(sweeps.sweepState(id)).isEqualTo("PAUSED");
  }

  @Test
  void commands_to_nobody_say_so() {
    UUID nobody = UUID.randomUUID();

    assertThatThrownBy(() -> commands.pause(nobody)).isInstanceOf(UnknownSweep.class);
    assertThatThrownBy(() -> commands.retry(nobody, TrialState.FAILED))
        .isInstanceOf(UnknownSweep.class);
  }

  @Test
  void a_preview_counts_what_is_known_and_estimates_from_past_trials() {
    submit(2);
    UUID worker = sweeps.worker("w");
    sweeps.complete(sweeps.claimOne(worker));

    Preview preview = commands.preview(DefinitionReader.read(TestSweeps.tree("next", 8)));

    assertThat(preview.trials()).isEqualTo(8);
    assertThat(preview.configurations()).isEqualTo(1);
    assertThat(preview.known()).isEqualTo(1);
    // 100 steps took 2.5 s; 8 trials of 100 steps on 4 slots
    assertThat(preview.estimate()).isEqualTo(Duration.ofSeconds(5));
    assertThat(preview.warnings()).hasSize(1);
    assertThat(jdbc.sql("select count(*) from sweep").query(Integer.class).single()).isEqualTo(1);
  }

  @Test
  void a_large_sweep_is_accepted_at_once_and_written_in_the_background() {
    var tree = new java.util.HashMap<>(TestSweeps.tree("large", 1));
    tree.put("seeds", IntStream.range(0, 5_000).boxed().toList());
    Sweep sweep = submit(tree);
    assertThat(sweep.trials().total()).isEqualTo(5_000);
    assertThat(written(sweep)).isEqualTo(ExpandSweeps.BATCH);

    assertThat(expand.runOnce()).isEqualTo(3_000);

    assertThat(written(sweep)).isEqualTo(5_000);
    assertThat(expand.runOnce()).isZero();
    assertThat(
            jdbc.sql(
                    "select count(distinct seed) = 5000 and max(number) = 5000 and max(seed) = 4999 from trial")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void an_expansion_goes_on_where_it_was_killed_and_stops_when_the_sweep_is_cancelled() {
    var tree = new java.util.HashMap<>(TestSweeps.tree("large", 1));
    tree.put("seeds", IntStream.range(0, 9_000).boxed().toList());
    Sweep sweep = submit(tree);
    // a server that died after a batch leaves just this behind: rows and their count, together
    jdbc.sql("update sweep set state = 'PAUSED'").update();
    commands.pause(sweep.id());
    assertThat(expand.runOnce()).isEqualTo(7_000);
    assertThat(
            jdbc.sql("select count(*) from trial where state = 'WAITING' and number > 2000")
                .query(Integer.class)
                .single())
        .isEqualTo(7_000);

    Sweep second = submit(tree);
    Sweep cancelled = commands.cancel(second.id());
    assertThat(expand.runOnce()).isZero();
    assertThat(cancelled.trials().total()).isEqualTo(ExpandSweeps.BATCH);
  }

  @Autowired ExpandSweeps expand;

  private int written(Sweep sweep) {
    return jdbc.sql("select count(*) from trial where sweep_id = :id")
        .param("id", sweep.id())
        .query(Integer.class)
        .single();
  }
}
