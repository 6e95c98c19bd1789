package dev.lipsweep.persistence.sweep;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Configurations that crash trainers again and again are not run any more: their trials that do not
 * run end FAILED, until a retry. Call it with the {@link SweepLock} held alone.
 */
@Component
public class Quarantine {
  private static final int CRASHES = 3;

  /** Crashes of one node that differ each time are the node's; the same one each time is not. */
  private static final String CONSIDER =
      """
      with crashed as (
        select t.sweep_id, t.configuration_id, count(*) as crashes, count(distinct a.worker_id) as workers,
               count(distinct a.signal) as signals, string_agg(distinct a.signal, ', ') as named
        from attempt last join trial l on l.id = last.trial_id join sweep s on s.id = l.sweep_id
        join trial t on t.sweep_id = l.sweep_id and t.configuration_id = l.configuration_id
        join attempt a on a.trial_id = t.id
        where last.id = :attempt and a.cause = 'TRAINER_CRASHED' and a.started_at > coalesce(s.retried_at, '-infinity')
        group by t.sweep_id, t.configuration_id
      )
      insert into quarantine (sweep_id, configuration_id, reason)
      select sweep_id, configuration_id,
             format('quarantined: this configuration crashed the trainer %s times (%s) on %s; its other seeds are not tried. A retry lifts it',
                    crashes, coalesce(named, 'signal unknown'), case when workers = 1 then 'one worker' else workers || ' workers' end)
      from crashed
      where crashes >= :crashes and (workers > 1 or signals = 1)
      on conflict do nothing
      returning sweep_id
      """;

  private static final String ENFORCE =
      """
      with ended as (
        update trial t set state = 'FAILED', finished_at = now(), reason = q.reason
        from quarantine q
        where q.sweep_id = :sweep and t.sweep_id = q.sweep_id and t.configuration_id = q.configuration_id
          and t.state in ('WAITING', 'READY')
        returning t.sweep_id, t.id
      ), told as (
        insert into event (kind, sweep_id, trial_id) select 'trial', sweep_id, id from ended
      )
      select count(*) from ended
      """;

  private final JdbcClient jdbc;

  Quarantine(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** After an attempt's trainer has crashed: looks at all crashes of its configuration. */
  public void consider(UUID attempt) {
    jdbc.sql(CONSIDER)
        .param("attempt", attempt)
        .param("crashes", CRASHES)
        .query(UUID.class)
        .optional()
        .ifPresent(this::enforce);
  }

  /** Ends the trials of the sweep's quarantined configurations; returns how many. */
  public int enforce(UUID sweepId) {
    return jdbc.sql(ENFORCE).param("sweep", sweepId).query(Integer.class).single();
  }

  /** Forgets the sweep's quarantines, and the crashes that led to them. */
  void lift(UUID sweepId) {
    jdbc.sql("update sweep set retried_at = now() where id = :sweep")
        .param("sweep", sweepId)
        .update();
    jdbc.sql("delete from quarantine where sweep_id = :sweep").param("sweep", sweepId).update();
  }
}
