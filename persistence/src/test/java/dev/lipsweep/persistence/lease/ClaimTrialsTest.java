package dev.lipsweep.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.worker.UnknownWorker;
import dev.lipsweep.persistence.worker.Workers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ClaimTrialsTest extends DatabaseTest {
  @Autowired ClaimTrials claim;
  @Autowired RenewLease renew;
  @Autowired Workers workers;

  @Test
  void a_claim_grants_the_first_trials_with_everything_the_trainer_needs() {
    UUID sweep = sweeps.sweep("demo", 3);
    UUID worker = sweeps.worker("w");

    List<Lease> leases = sweeps.claim(worker, 2);

    assertThat(leases).extracting(Lease::trialNumber).containsExactly(1, 2);
    Lease lease = leases.getFirst();
    assertThat(lease.epoch()).isEqualTo(1);
    assertThat(lease.sweepId()).isEqualTo(sweep);
    assertThat(lease.sweepName()).isEqualTo("demo");
    assertThat(lease.recipe()).isEqualTo("text-tiny");
    assertThat(lease.parameters())
        .containsEntry("optimizer", "muon")
        .containsEntry("steps", 100L)
        .containsEntry("logitScale", 1.0);
    assertThat(lease.leaseMillis()).isEqualTo(30_000);
    assertThat(lease.checkpoint()).isNull();
    assertThat(sweeps.trialState(lease.trialId())).isEqualTo("RUNNING");
    assertThat(sweeps.claim(worker, 5)).extracting(Lease::trialNumber).containsExactly(3);
    assertThat(sweeps.claim(worker, 5)).isEmpty();
  }

  @Test
  void a_worker_that_lost_the_answer_gets_its_leases_again_and_no_more_than_it_asked_for() {
    sweeps.sweep("demo", 5);
    UUID worker = sweeps.worker("w");
    List<Lease> lost = sweeps.claim(worker, 2);

    var again = claim.claim(worker, new ClaimRequest(3, List.of(lost.getFirst().attemptId())));

    assertThat(again.leases()).hasSize(3).contains(lost.getLast()).doesNotContain(lost.getFirst());
    assertThat(claim.claim(worker, new ClaimRequest(2, List.of())).leases()).hasSize(2);
    assertThat(jdbc.sql("select count(*) from attempt").query(Integer.class).single()).isEqualTo(4);
  }

  @Test
  void a_worker_only_gets_recipes_and_versions_that_it_can_run() {
    sweeps.sweep("demo", 1);

    assertThat(sweeps.claim(sweeps.worker("other", Map.of("cifar-mlp", 1)), 1)).isEmpty();
    assertThat(sweeps.claim(sweeps.worker("newer", Map.of("text-tiny", 2)), 1)).isEmpty();
    assertThat(sweeps.claim(sweeps.worker("right", Map.of("text-tiny", 1)), 1)).hasSize(1);
  }

  @Test
  void a_smaller_priority_runs_first_whatever_the_shares() {
    sweeps.sweep("usual", 4);
    UUID urgent = sweeps.sweep("urgent", 2, Map.of("priority", -1, "weight", 0.01));
    UUID worker = sweeps.worker("w");

    List<Lease> leases = sweeps.claim(worker, 3);

    assertThat(leases.stream().filter(l -> l.sweepId().equals(urgent))).hasSize(2);
  }

  @Test
  void sweeps_share_the_slots_by_weight() {
    UUID heavy = sweeps.sweep("heavy", 40, Map.of("weight", 3));
    UUID light = sweeps.sweep("light", 40);
    UUID worker = sweeps.worker("w");

    // one at a time and many at once give the same shares
    for (int i = 0; i < 8; i++) {
      sweeps.claimOne(worker);
    }
    assertThat(running(heavy)).isEqualTo(6);
    assertThat(running(light)).isEqualTo(2);
    sweeps.claim(worker, 16);
    assertThat(running(heavy)).isEqualTo(18);
    assertThat(running(light)).isEqualTo(6);
  }

  @Test
  void a_sweep_that_comes_later_catches_up() {
    UUID early = sweeps.sweep("early", 40);
    UUID worker = sweeps.worker("w");
    sweeps.claim(worker, 6);
    UUID late = sweeps.sweep("late", 40);

    sweeps.claim(worker, 6);

    assertThat(running(early)).isEqualTo(6);
    assertThat(running(late)).isEqualTo(6);
  }

  @Test
  void of_equal_shares_the_older_sweep_goes_first() {
    UUID older = sweeps.sweep("older", 1);
    sweeps.sweep("younger", 1);

    assertThat(sweeps.claimOne(sweeps.worker("w")).sweepId()).isEqualTo(older);
  }

  @Test
  void a_worker_that_is_unknown_or_has_left_must_register_again() {
    UUID worker = sweeps.worker("w");
    workers.leave(worker);

    assertThatThrownBy(() -> sweeps.claim(worker, 1)).isInstanceOf(UnknownWorker.class);
    assertThatThrownBy(() -> sweeps.claim(UUID.randomUUID(), 1)).isInstanceOf(UnknownWorker.class);
  }

  @Test
  void renewals_carry_progress_and_bring_directives() {
    UUID sweep = sweeps.sweep("demo", 1);
    Lease lease = sweeps.claimOne(sweeps.worker("w"));
    var renewal = new Renewal(1, new Renewal.Progress(7, 100, Double.NaN, 3.5));

    assertThat(renew.renew(lease.attemptId(), renewal).directive()).hasToString("CONTINUE");
    assertThat(jdbc.sql("select progress_step, steps_per_second from trial").query().singleRow())
        .containsEntry("progress_step", 7L)
        .containsEntry("steps_per_second", 3.5);
    sweeps.setSweepState(sweep, "PAUSED");
    assertThat(renew.renew(lease.attemptId(), new Renewal(1, null)).directive())
        .hasToString("PAUSE");
    sweeps.setSweepState(sweep, "RUNNING");
    jdbc.sql("update trial set directive = 'STOP_EARLY'").update();
    assertThat(renew.renew(lease.attemptId(), new Renewal(1, null)).directive())
        .hasToString("STOP_EARLY");
    sweeps.setSweepState(sweep, "CANCELLED");
    assertThat(renew.renew(lease.attemptId(), new Renewal(1, null)).directive())
        .hasToString("CANCEL");
  }

  private int running(UUID sweep) {
    return jdbc.sql("select count(*) from trial where sweep_id = :sweep and state = 'RUNNING'")
        .param("sweep", sweep)
        .query(Integer.class)
        .single();
  }
}
