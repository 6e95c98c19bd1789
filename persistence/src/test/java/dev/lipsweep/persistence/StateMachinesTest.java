package dev.lipsweep.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.TrialState;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** The database's moves are the enums' moves, pair by pair. */
class StateMachinesTest extends DatabaseTest {
  /** Puts a trial into a state by the book of the CHECKs, whatever state it was in before. */
  private static final String SET_TRIAL =
      """
      update trial
      set state = :state,
          lease_until = case when :state = 'RUNNING' then now() + interval '1 h' end,
          lease_worker_id = case when :state = 'RUNNING' then :worker end,
          finished_at = case when :state in ('WAITING', 'READY', 'RUNNING') then null else now() end,
          accuracy = 0.5, bound_kind = 'UNKNOWN', bound_rule = 'none'
      where id = :trial
      """;

  @Test
  void trials_move_as_their_enum_says_and_not_otherwise() {
    UUID worker = sweeps.worker("w");
    UUID sweep = sweeps.sweep("demo", 1);
    UUID trial = jdbc.sql("select id from trial").query(UUID.class).single();
    for (TrialState from : TrialState.values()) {
      for (TrialState to : TrialState.values()) {
        jdbc.sql("alter table trial disable trigger trial_moves").update();
        setTrial(trial, from, worker);
        jdbc.sql("alter table trial enable trigger trial_moves").update();
        assertThat(isAllowed(() -> setTrial(trial, to, worker)))
            .as("%s -> %s", from, to)
            .isEqualTo(from == to || from.canBecome(to));
      }
    }
    assertThat(sweep).isNotNull();
  }

  @Test
  void sweeps_move_as_their_enum_says_and_not_otherwise() {
    UUID sweep = sweeps.sweep("demo", 1);
    for (SweepState from : SweepState.values()) {
      for (SweepState to : SweepState.values()) {
        jdbc.sql("alter table sweep disable trigger sweep_moves").update();
        sweeps.setSweepState(sweep, from.name());
        jdbc.sql("alter table sweep enable trigger sweep_moves").update();
        assertThat(isAllowed(() -> sweeps.setSweepState(sweep, to.name())))
            .as("%s -> %s", from, to)
            .isEqualTo(from == to || from.canBecome(to));
      }
    }
  }

  @Test
  void an_epoch_never_goes_back() {
    sweeps.sweep("demo", 1);
    sweeps.claimOne(sweeps.worker("w"));

    assertThatThrownBy(() -> jdbc.sql("update trial set epoch = 0").update())
        .hasMessageContaining("cannot go back");
  }

  @Test
  void no_objective_is_ever_not_a_number() {
    sweeps.sweep("demo", 1);
    for (String column : new String[] {"accuracy", "loss", "log10_bound"}) {
      assertThatThrownBy(() -> jdbc.sql("update trial set " + column + " = 'NaN'").update())
          .isInstanceOf(DataIntegrityViolationException.class);
    }
    assertThatThrownBy(
            () -> jdbc.sql("update trial set bound_kind = 'ZERO', log10_bound = 1").update())
        .hasMessageContaining("bound_agrees_with_kind");
  }

  @Test
  void a_point_of_the_grid_cannot_be_a_trial_twice() {
    sweeps.sweep("demo", 1);

    assertThatThrownBy(
            () ->
                jdbc.sql(
                        """
                        insert into trial (id, sweep_id, configuration_id, seed, number, state)
                        select gen_random_uuid(), sweep_id, configuration_id, seed, 2, 'READY' from trial
                        """)
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  private void setTrial(UUID trial, TrialState state, UUID worker) {
    jdbc.sql(SET_TRIAL)
        .param("state", state.name())
        .param("worker", worker)
        .param("trial", trial)
        .update();
  }

  private static boolean isAllowed(Runnable move) {
    try {
      move.run();
      return true;
    } catch (DataIntegrityViolationException e) {
      assertThat(e).hasMessageContaining("cannot become");
      return false;
    }
  }
}
