package dev.lipsweep.persistence.event;

import dev.lipsweep.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log of changes. Numbers become visible out of order, because a transaction draws its number
 * before it commits; so {@link #after} also gives events of the last seconds before {@code seq}
 * again, and the reader drops those that it knows. {@link EventTail} does so.
 */
@Component
@Transactional
public class EventLog {
  static final Duration LOOK_BACK = Duration.ofSeconds(10);

  private static final int BATCH = 1000;

  private static final String NEW =
      """
      select * from event
      where seq > :seq and (cast(:sweep as uuid) is null or sweep_id = :sweep)
      order by seq limit :batch
      """;

  private static final String AGAIN =
      """
      select * from event
      where seq <= :seq and at > clock_timestamp() - :back * interval '1 ms' and (cast(:sweep as uuid) is null or sweep_id = :sweep)
      order by seq
      """;

  private final JdbcClient jdbc;

  EventLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes in the current transaction that a sweep has changed. */
  public void sweepChanged(UUID sweepId) {
    jdbc.sql("insert into event (kind, sweep_id) values ('sweep', :sweep)")
        .param("sweep", sweepId)
        .update();
  }

  /** Notes in the current transaction that the points of a frontier with a name have changed. */
  public void frontierChanged(UUID frontierId) {
    jdbc.sql("insert into event (kind, frontier_id) values ('named-frontier', :frontier)")
        .param("frontier", frontierId)
        .update();
  }

  /** The number of the newest event; 0 if there is none. */
  @Transactional(readOnly = true)
  public long newest() {
    return jdbc.sql("select coalesce(max(seq), 0) from event").query(Long.class).single();
  }

  /**
   * Events with a larger number than {@code seq}, a thousand at most, and those of the last seconds
   * before it, by number.
   *
   * @param sweepId only events of this sweep; null for all
   */
  @Transactional(readOnly = true)
  public List<Event> after(long seq, @Nullable UUID sweepId) {
    List<Event> again =
        jdbc.sql(AGAIN)
            .param("seq", seq)
            .param("sweep", sweepId, Types.OTHER)
            .param("back", LOOK_BACK.toMillis())
            .query((row, n) -> event(row))
            .list();
    List<Event> fresh =
        jdbc.sql(NEW)
            .param("seq", seq)
            .param("sweep", sweepId, Types.OTHER)
            .param("batch", BATCH)
            .query((row, n) -> event(row))
            .list();
    return Stream.concat(again.stream(), fresh.stream()).toList();
  }

  /**
   * Deletes events older than {@code age}; a reader that was away for longer reads everything anew.
   *
   * @return how many
   */
  public int deleteOlderThan(Duration age) {
    return jdbc.sql("delete from event where at < now() - :age * interval '1 ms'")
        .param("age", age.toMillis())
        .update();
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("seq"),
        Columns.instant(row, "at"),
        Event.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
        row.getObject("sweep_id", UUID.class),
        row.getObject("trial_id", UUID.class),
        row.getObject("check_id", UUID.class),
        row.getObject("frontier_id", UUID.class));
  }
}
