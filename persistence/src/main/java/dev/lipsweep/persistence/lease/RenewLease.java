package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.domain.wire.Renewed;
import dev.lipsweep.persistence.Columns;
import java.sql.Types;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Prolongs a lease and says what the server wants of the attempt. One statement, which commits by
 * itself: it is the most frequent write of all.
 */
@Component
public class RenewLease {
  /** The worker's row is written at most every two seconds, however many slots it renews. */
  private static final String RENEW =
      """
      with renewed as (
        update trial t
        set lease_until = now() + :ttl * interval '1 ms',
            progress_step = coalesce(:step, progress_step),
            progress_steps = coalesce(:steps, progress_steps),
            progress_loss = coalesce(:loss, progress_loss),
            steps_per_second = coalesce(:pace, steps_per_second)
        from attempt a
        where a.id = :attempt and a.epoch = :epoch and t.id = a.trial_id and t.epoch = a.epoch and t.state = 'RUNNING'
        returning t.sweep_id, t.directive, t.lease_worker_id
      ), seen as (
        update worker w set last_seen_at = now(), state = 'ALIVE'
        from renewed r
        where w.id = r.lease_worker_id and w.state <> 'LEFT' and (w.state = 'SILENT' or w.last_seen_at < now() - interval '2 s')
      )
      select case when s.state = 'CANCELLED' then 'CANCEL'
                  when r.directive <> 'CONTINUE' then r.directive
                  when s.state = 'PAUSED' then 'PAUSE'
                  else 'CONTINUE' end
      from renewed r join sweep s on s.id = r.sweep_id
      """;

  private final JdbcClient jdbc;
  private final LeaseProperties properties;

  RenewLease(JdbcClient jdbc, LeaseProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /**
   * @throws StaleEpoch if the attempt no longer holds its trial
   */
  public Renewed renew(UUID attempt, Renewal renewal) {
    var progress = renewal.progress();
    return jdbc.sql(RENEW)
        .param("attempt", attempt)
        .param("epoch", renewal.epoch())
        .param("ttl", properties.ttl().toMillis())
        .param("step", progress == null ? null : progress.step(), Types.BIGINT)
        .param("steps", progress == null ? null : progress.steps(), Types.BIGINT)
        .param("loss", progress == null ? null : Columns.finite(progress.loss()), Types.DOUBLE)
        .param(
            "pace",
            progress == null ? null : Columns.finite(progress.stepsPerSecond()),
            Types.DOUBLE)
        .query(String.class)
        .optional()
        .map(text -> new Renewed(Directive.valueOf(text), properties.ttl().toMillis()))
        .orElseThrow(() -> new StaleEpoch(attempt, renewal.epoch()));
  }
}
