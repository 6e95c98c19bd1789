package dev.lipsweep.persistence.worker;

import dev.lipsweep.persistence.Columns;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which token a worker was registered with; it never changes. */
@Component
public class WorkerTokens {
  private final JdbcClient jdbc;

  WorkerTokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty if there is no such worker, or it was registered before tokens were kept. */
  public Optional<UUID> ofWorker(UUID worker) {
    return jdbc.sql("select token_id from worker where id = :id and token_id is not null")
        .param("id", worker)
        .query(UUID.class)
        .optional();
  }

  /** Empty if there is no such attempt. */
  public Optional<AttemptPlace> ofAttempt(UUID attempt) {
    return jdbc.sql(
            """
            select w.token_id, a.worker_id, t.sweep_id, a.trial_id, a.epoch
            from attempt a join worker w on w.id = a.worker_id join trial t on t.id = a.trial_id
            where a.id = :id
            """)
        .param("id", attempt)
        .query(
            (row, n) ->
                new AttemptPlace(
                    row.getObject("token_id", UUID.class),
                    Columns.uuid(row, "worker_id"),
                    Columns.uuid(row, "sweep_id"),
                    Columns.uuid(row, "trial_id"),
                    attempt,
                    row.getLong("epoch")))
        .optional();
  }
}
