package dev.lipsweep.persistence.sweep;

import dev.lipsweep.persistence.Columns;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a sweep the state that follows from its trials. */
@Component
public class SettleSweep {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final SweepLock lock;

  SettleSweep(JdbcClient jdbc, TransactionTemplate transaction, SweepLock lock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.lock = lock;
  }

  /** Of these sweeps settles those that have nothing left to run; call it without a transaction. */
  public void ended(Collection<UUID> sweepIds) {
    List<UUID> ended =
        jdbc.sql(
                """
                select id from sweep s
                where id = any (cast(:sweeps as uuid[])) and expanded_trials = total_trials and not growing
                  and not exists (select from trial where sweep_id = s.id and state in ('WAITING', 'READY', 'RUNNING'))
                """)
            .param("sweeps", Columns.uuids(sweepIds))
            .query(UUID.class)
            .list();
    for (UUID sweepId : ended) {
      transaction.executeWithoutResult(
          status -> {
            lock.alone(sweepId);
            run(sweepId);
          });
    }
  }

  /**
   * COMPLETED when every trial is finished and none will be added; PAUSED with a message when too
   * many have failed. Trials that were quarantined before they ran are no further failures. Call it
   * with the {@link SweepLock} held alone.
   */
  public void run(UUID sweepId) {
    jdbc.sql(
            """
            with trials as (
              select not exists (select from trial where sweep_id = :sweep and state in ('WAITING', 'READY', 'RUNNING')) as finished,
                     (select count(*) from trial where sweep_id = :sweep and state = 'FAILED' and epoch > 0) as failed
            ), settled as (
              update sweep s
              set state = case when finished and expanded_trials = total_trials and not growing then 'COMPLETED' else 'PAUSED' end,
                  finished_at = case when finished and expanded_trials = total_trials and not growing then now() end,
                  message = case when failed > max_failures
                    then format('%s trials failed, more than the %s that limits.maxFailures allows; see their reasons, then resume or retry', failed, max_failures)
                    end
              from trials
              where s.id = :sweep
                and (s.state in ('RUNNING', 'PAUSED') and finished and expanded_trials = total_trials and not growing
                     or s.state = 'RUNNING' and failed > max_failures)
              returning s.id
            )
            insert into event (kind, sweep_id) select 'sweep', id from settled
            """)
        .param("sweep", sweepId)
        .update();
  }
}
