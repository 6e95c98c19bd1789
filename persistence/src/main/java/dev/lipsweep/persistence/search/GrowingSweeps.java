package dev.lipsweep.persistence.search;

import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.sweep.Reuse;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Sweeps that may still grow, and how far they have. */
@Component
public class GrowingSweeps {
  private static final String SWEEP =
      """
      select s.id, s.definition_tree, s.search, s.racing, s.reuse, s.proposed, s.raced, s.search_counter, s.expanded_trials,
             s.total_trials, s.max_concurrent,
             (select count(*) from trial where sweep_id = s.id and state in ('WAITING', 'READY', 'RUNNING')) as unfinished,
             (select count(*) from trial where sweep_id = s.id and state = 'READY') as ready
      from sweep s where s.id = :sweep and s.growing and s.state = 'RUNNING' for no key update
      """;

  private final JdbcClient jdbc;

  GrowingSweeps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By age. */
  @Transactional(readOnly = true)
  public List<UUID> all() {
    return jdbc.sql("select id from sweep where growing and state = 'RUNNING' order by id")
        .query(UUID.class)
        .list();
  }

  /** Locked until the transaction ends; empty if it does not grow any more. Take its lock first. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<GrowingSweep> locked(UUID sweepId) {
    return jdbc.sql(SWEEP).param("sweep", sweepId).query((row, n) -> sweep(row)).optional();
  }

  /**
   * Remembers that a search has proposed so many points and used its draws up to {@code counter}.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void proposed(UUID sweepId, int points, long counter, String note) {
    jdbc.sql(
            """
            update sweep set proposed = proposed + :points, search_counter = :counter, search_note = :note where id = :sweep
            """)
        .param("sweep", sweepId)
        .param("points", points)
        .param("counter", counter)
        .param("note", note)
        .update();
  }

  /** Makes room for more trials than were planned. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void enlarge(UUID sweepId, int trials, int raced) {
    jdbc.sql(
            """
            update sweep set total_trials = total_trials + :trials, raced = raced + :raced where id = :sweep
            """)
        .param("sweep", sweepId)
        .param("trials", trials)
        .param("raced", raced)
        .update();
  }

  /** It grows no more: what is there is all. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void grown(UUID sweepId, @Nullable String note) {
    jdbc.sql(
            """
            update sweep set growing = false, total_trials = expanded_trials, search_note = coalesce(:note, search_note)
            where id = :sweep
            """)
        .param("sweep", sweepId)
        .param("note", note, java.sql.Types.VARCHAR)
        .update();
  }

  private static GrowingSweep sweep(ResultSet row) throws SQLException {
    String search = row.getString("search");
    String racing = row.getString("racing");
    return new GrowingSweep(
        row.getObject("id", UUID.class),
        row.getString("definition_tree"),
        search == null ? null : Jsonb.read(search, new TypeReference<Search>() {}),
        racing == null ? null : Jsonb.read(racing, new TypeReference<Racing>() {}),
        Reuse.of(row.getString("reuse")).orElseThrow(),
        row.getInt("proposed"),
        row.getInt("raced"),
        row.getLong("search_counter"),
        row.getInt("expanded_trials"),
        row.getInt("total_trials"),
        row.getObject("max_concurrent", Integer.class),
        row.getInt("unfinished"),
        row.getInt("ready"));
  }
}
