package dev.lipsweep.persistence.sweep;

import dev.lipsweep.persistence.event.EventLog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds trials to a sweep beyond what it was submitted with. Call it with {@link SweepLock#alone}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ExtendSweep {
  private record Key(String hash, long seed) {}

  private final JdbcClient jdbc;
  private final WriteSweep write;
  private final EventLog events;

  ExtendSweep(JdbcClient jdbc, WriteSweep write, EventLog events) {
    this.jdbc = jdbc;
    this.write = write;
    this.events = events;
  }

  /** Adds those that the sweep does not have; returns how many. A completed sweep goes on. */
  public int add(UUID sweepId, List<NewTrial> trials) {
    Set<Key> known = known(sweepId, trials);
    List<NewTrial> news =
        trials.stream()
            .filter(t -> !known.contains(new Key(t.configuration().hash(), t.seed())))
            .toList();
    if (news.isEmpty()) {
      return 0;
    }
    jdbc.sql(
            """
            update sweep
            set total_trials = total_trials + :trials,
                state = case when state = 'COMPLETED' then 'RUNNING' else state end,
                finished_at = case when state = 'COMPLETED' then null else finished_at end
            where id = :sweep
            """)
        .param("sweep", sweepId)
        .param("trials", news.size())
        .update();
    write.trials(sweepId, write.expansion(sweepId).orElseThrow(), news);
    events.sweepChanged(sweepId);
    return news.size();
  }

  private Set<Key> known(UUID sweepId, List<NewTrial> trials) {
    return new HashSet<>(
        jdbc.sql(
                """
                select c.hash, t.seed from trial t join configuration c on c.id = t.configuration_id
                where t.sweep_id = :sweep and c.hash = any (:hashes)
                """)
            .param("sweep", sweepId)
            .param(
                "hashes",
                trials.stream()
                    .map(t -> t.configuration().hash())
                    .distinct()
                    .toArray(String[]::new))
            .query((row, n) -> new Key(row.getString(1), row.getLong(2)))
            .list());
  }
}
