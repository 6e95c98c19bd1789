package dev.lipsweep.persistence.baseline;

import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is pinned. */
@Component
@Transactional
public class Baselines {
  private static final String BASELINE =
      """
      select b.*, s.name as sweep_name, c.verdict as last_verdict, c.finished_at as last_checked_at
      from baseline b join sweep s on s.id = b.sweep_id
      left join lateral (
        select verdict, finished_at from baseline_check
        where baseline_id = b.id and verdict is not null order by number desc limit 1) c on true
      """;

  private final JdbcClient jdbc;

  Baselines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty if the name is taken. */
  public Optional<Baseline> pin(String name, UUID sweepId, Margins margins) {
    UUID id = UuidV7.next();
    int pinned =
        jdbc.sql(
                """
                insert into baseline (id, name, sweep_id, accuracy_margin, bound_margin, every_configuration)
                values (:id, :name, :sweep, :accuracy, :bound, :every) on conflict (name) do nothing
                """)
            .param("id", id)
            .param("name", name)
            .param("sweep", sweepId)
            .param("accuracy", margins.accuracy())
            .param("bound", margins.log10Bound())
            .param("every", margins.everyConfiguration())
            .update();
    return pinned == 0 ? Optional.empty() : named(name);
  }

  @Transactional(readOnly = true)
  public Optional<Baseline> named(String name) {
    return jdbc.sql(BASELINE + "where b.name = :name")
        .param("name", name)
        .query((row, n) -> baseline(row))
        .optional();
  }

  @Transactional(readOnly = true)
  public List<Baseline> list() {
    return jdbc.sql(BASELINE + "order by b.name").query((row, n) -> baseline(row)).list();
  }

  /** From now on checks are compared with this sweep. */
  public void moveTo(UUID id, UUID sweepId) {
    jdbc.sql("update baseline set sweep_id = :sweep, pinned_at = now() where id = :id")
        .param("id", id)
        .param("sweep", sweepId)
        .update();
  }

  /**
   * Sets or, with nulls, ends the schedule.
   *
   * @param cron as Spring reads it, in UTC
   */
  public void schedule(UUID id, @Nullable String cron, @Nullable Instant next) {
    jdbc.sql("update baseline set schedule = :cron, next_check_at = :next where id = :id")
        .param("id", id)
        .param("cron", cron, Types.VARCHAR)
        .param(
            "next",
            next == null ? null : next.atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  /** Deletes a baseline with the history of its checks; sweeps stay. */
  public void unpin(UUID id) {
    jdbc.sql("delete from baseline where id = :id").param("id", id).update();
  }

  /** Baselines whose scheduled time has come, by the database's clock. */
  @Transactional(readOnly = true)
  public List<Baseline> due() {
    return jdbc.sql(BASELINE + "where b.next_check_at <= now() order by b.next_check_at")
        .query((row, n) -> baseline(row))
        .list();
  }

  /**
   * Takes a due check, for one server: the others find another time there.
   *
   * @return false if somebody else has taken it
   */
  public boolean take(Baseline due, Instant next) {
    Instant at = due.nextCheckAt();
    return at != null
        && jdbc.sql(
                    """
                    update baseline set next_check_at = :next
                    where id = :id and next_check_at = :at
                    """)
                .param("id", due.id())
                .param("next", next.atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update()
            == 1;
  }

  /** The database's clock, which decides what is due. */
  @Transactional(readOnly = true)
  public Instant now() {
    return jdbc.sql("select now() as now").query((row, n) -> Columns.instant(row, "now")).single();
  }

  private static Baseline baseline(ResultSet row) throws SQLException {
    String verdict = row.getString("last_verdict");
    return new Baseline(
        Columns.uuid(row, "id"),
        row.getString("name"),
        Columns.uuid(row, "sweep_id"),
        row.getString("sweep_name"),
        margins(row),
        row.getString("schedule"),
        Columns.instantOrNull(row, "next_check_at"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "pinned_at"),
        verdict == null ? null : Verdict.valueOf(verdict),
        Columns.instantOrNull(row, "last_checked_at"));
  }

  static Margins margins(ResultSet row) throws SQLException {
    return new Margins(
        row.getDouble("accuracy_margin"),
        row.getDouble("bound_margin"),
        row.getBoolean("every_configuration"));
  }
}
