package dev.lipsweep.persistence.sweep;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives a sweep the state that follows from its trials. Call it with the {@link SweepLock}. */
@Component
public class SettleSweep {
  private final JdbcClient jdbc;

  SettleSweep(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * COMPLETED when every trial is finished; PAUSED with a message when too many have failed. Trials
   * that were quarantined before they ran are no further failures.
   */
  public void run(UUID sweepId) {
    jdbc.sql(
            """
            with trials as (
              select not exists (select from trial where sweep_id = :sweep and state in ('WAITING', 'READY', 'RUNNING')) as finished,
                     (select count(*) from trial where sweep_id = :sweep and state = 'FAILED' and epoch > 0) as failed
            ), settled as (
              update sweep s
              set state = case when finished and expanded_trials = total_trials then 'COMPLETED' else 'PAUSED' end,
                  finished_at = case when finished and expanded_trials = total_trials then now() end,
                  message = case when failed > max_failures
                    then format('%s trials failed, more than the %s that limits.maxFailures allows; see their reasons, then resume or retry', failed, max_failures)
                    end
              from trials
              where s.id = :sweep
                and (s.state in ('RUNNING', 'PAUSED') and finished and expanded_trials = total_trials
                     or s.state = 'RUNNING' and failed > max_failures)
              returning s.id
            )
            insert into event (kind, sweep_id) select 'sweep', id from settled
            """)
        .param("sweep", sweepId)
        .update();
  }
}
