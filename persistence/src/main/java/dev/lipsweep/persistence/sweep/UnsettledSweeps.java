package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.SweepState;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sweeps with trials in a state that does not fit the sweep's: the rest of a large sweep after a
 * command, a trial that came back at the moment of the command, or one of a configuration that is
 * in quarantine.
 */
@Component
@Transactional(readOnly = true)
public class UnsettledSweeps {
  /** A sweep and its state. */
  public record Unsettled(UUID id, SweepState state) {}

  private static final String FIND =
      """
      select id, state from sweep s
      where state = 'RUNNING' and exists (select from trial where sweep_id = s.id and state = 'WAITING')
         or state = 'PAUSED' and exists (select from trial where sweep_id = s.id and state = 'READY')
         or state = 'CANCELLED' and finished_at > now() - interval '1 day'
            and exists (select from trial where sweep_id = s.id and state in ('WAITING', 'READY'))
         or state in ('RUNNING', 'PAUSED') and exists (
              select from quarantine q join trial t on t.sweep_id = q.sweep_id and t.configuration_id = q.configuration_id
              where q.sweep_id = s.id and t.state in ('WAITING', 'READY')
              offset 0) -- keeps it a question of this sweep: hashed, it reads the waiting trials of all sweeps
         or state in ('RUNNING', 'PAUSED') and expanded_trials = total_trials and not growing
            and not exists (select from trial where sweep_id = s.id and state in ('WAITING', 'READY', 'RUNNING'))
      order by id
      """;

  private final JdbcClient jdbc;

  UnsettledSweeps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public List<Unsettled> find() {
    return jdbc.sql(FIND)
        .query(
            (row, n) ->
                new Unsettled(row.getObject(1, UUID.class), SweepState.valueOf(row.getString(2))))
        .list();
  }
}
