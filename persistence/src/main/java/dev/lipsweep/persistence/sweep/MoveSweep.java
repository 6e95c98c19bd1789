package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.persistence.event.EventLog;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves a sweep and its trials to another state, under {@link SweepLock#alone}. Running trials stay
 * as they are: their next renewal brings the directive.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class MoveSweep {
  /** Trials that a command moves itself; the loop moves the rest of a large sweep. */
  private static final int AT_ONCE = 5000;

  private static final String TO_WAITING =
      """
      update trial set state = 'WAITING'
      where id in (select id from trial where sweep_id = :sweep and state = 'READY' order by number limit :most)
        and state = 'READY'
      """;

  private static final String TO_READY =
      """
      update trial set state = 'READY', ready_at = now()
      where id in (select id from trial where sweep_id = :sweep and state = 'WAITING' order by number limit :most)
        and state = 'WAITING'
      """;

  private static final String TO_CANCELLED =
      """
      update trial set state = 'CANCELLED', finished_at = now()
      where id in (select id from trial where sweep_id = :sweep and state in ('WAITING', 'READY') order by number limit :most)
        and state in ('WAITING', 'READY')
      """;

  /**
   * Who resumes a sweep accepts the failures so far, one more than those pauses it again, and lifts
   * a deadline that has passed and a budget that is used up.
   */
  private static final String RESUMED =
      """
      update sweep
      set state = 'RUNNING', message = null,
          max_failures = greatest(max_failures, (select count(*) from trial where sweep_id = :sweep and state = 'FAILED')),
          deadline = case when deadline > now() then deadline end,
          compute_seconds = case when compute_seconds > (
          """
          + SpentCompute.SECONDS
          + """
          ) then compute_seconds end
      where id = :sweep
      """;

  private static final String RETRY =
      """
      update trial set state = 'READY', failures = 0, finished_at = null, ready_at = now(), memory_bytes = null
      where sweep_id = :sweep and state = 'FAILED'
      """;

  private final JdbcClient jdbc;
  private final EventLog events;
  private final Quarantine quarantine;

  MoveSweep(JdbcClient jdbc, EventLog events, Quarantine quarantine) {
    this.jdbc = jdbc;
    this.quarantine = quarantine;
    this.events = events;
  }

  public Optional<SweepState> state(UUID sweepId) {
    return jdbc.sql("select state from sweep where id = :sweep")
        .param("sweep", sweepId)
        .query(String.class)
        .optional()
        .map(SweepState::valueOf);
  }

  public void pause(UUID sweepId) {
    move("update sweep set state = 'PAUSED' where id = :sweep", sweepId);
    parkReady(sweepId);
  }

  /** Pauses a running sweep that has struck a limit. */
  public void stop(UUID sweepId, String message) {
    int stopped =
        jdbc.sql(
                "update sweep set state = 'PAUSED', message = :message where id = :sweep and state = 'RUNNING'")
            .param("sweep", sweepId)
            .param("message", message)
            .update();
    if (stopped > 0) {
      events.sweepChanged(sweepId);
      parkReady(sweepId);
    }
  }

  public void resume(UUID sweepId) {
    move(RESUMED, sweepId);
    promoteWaiting(sweepId);
  }

  /** Trials that are not written yet will not be; the sweep is as large as what is there. */
  public void cancel(UUID sweepId) {
    move(
        """
        update sweep set state = 'CANCELLED', finished_at = now(), total_trials = expanded_trials
        where id = :sweep
        """,
        sweepId);
    cancelUnstarted(sweepId);
  }

  /** FAILED trials become READY with all their attempts; a sweep that had stopped goes on. */
  public int retryFailed(UUID sweepId) {
    quarantine.lift(sweepId);
    int retried = jdbc.sql(RETRY).param("sweep", sweepId).update();
    if (retried > 0) {
      move(
          "update sweep set state = 'RUNNING', finished_at = null, message = null where id = :sweep",
          sweepId);
      promoteWaiting(sweepId);
    }
    return retried;
  }

  /** READY trials wait; how many were moved, at most a batch. */
  public int parkReady(UUID sweepId) {
    return batch(TO_WAITING, sweepId);
  }

  /** WAITING trials are READY; how many were moved, at most a batch. */
  public int promoteWaiting(UUID sweepId) {
    return batch(TO_READY, sweepId);
  }

  /** Trials that do not run are CANCELLED; how many were moved, at most a batch. */
  public int cancelUnstarted(UUID sweepId) {
    return batch(TO_CANCELLED, sweepId);
  }

  private int batch(String sql, UUID sweepId) {
    return jdbc.sql(sql).param("sweep", sweepId).param("most", AT_ONCE).update();
  }

  private void move(String sql, UUID sweepId) {
    jdbc.sql(sql).param("sweep", sweepId).update();
    events.sweepChanged(sweepId);
  }
}
