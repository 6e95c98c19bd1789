package dev.lipsweep.persistence.baseline;

import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** The checks of baselines. */
@Component
@Transactional
public class Checks {
  private static final String CHECK =
      "select c.*, b.name from baseline_check c join baseline b on b.id = c.baseline_id ";

  /** A sweep that has paused itself has a message; one that a person paused goes on some day. */
  private static final String ENDED =
      """
      select c.id from baseline_check c join sweep s on s.id = c.sweep_id
      where c.verdict is null
        and (s.state in ('COMPLETED', 'CANCELLED') or (s.state = 'PAUSED' and s.message is not null))
      order by c.id
      """;

  private final JdbcClient jdbc;

  Checks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The number of a baseline's next check; no other gets it before this transaction ends. */
  public int nextNumber(UUID baselineId) {
    jdbc.sql("select id from baseline where id = :id for no key update")
        .param("id", baselineId)
        .query(UUID.class)
        .single();
    return jdbc.sql(
            "select coalesce(max(number), 0) + 1 from baseline_check where baseline_id = :id")
        .param("id", baselineId)
        .query(Integer.class)
        .single();
  }

  /** Begins a check, with a number of {@link #nextNumber}. */
  public UUID begin(
      Baseline baseline, int number, UUID sweepId, Check.Origin origin, Margins margins) {
    UUID id = UuidV7.next();
    jdbc.sql(
            """
            insert into baseline_check (id, baseline_id, number, pinned_sweep_id, sweep_id, origin,
                                        accuracy_margin, bound_margin, every_configuration)
            values (:id, :baseline, :number, :pinned, :sweep, :origin, :accuracy, :bound, :every)
            """)
        .param("id", id)
        .param("baseline", baseline.id())
        .param("number", number)
        .param("pinned", baseline.sweepId())
        .param("sweep", sweepId)
        .param("origin", origin.name())
        .param("accuracy", margins.accuracy())
        .param("bound", margins.log10Bound())
        .param("every", margins.everyConfiguration())
        .update();
    return id;
  }

  /**
   * Stores the verdict, and the event that tells of it, once.
   *
   * @return false if there was one
   */
  public boolean conclude(UUID id, CheckReport report) {
    return jdbc.sql(
            """
                with concluded as (
                  update baseline_check set verdict = :verdict, report = cast(:report as jsonb), finished_at = now()
                  where id = :id and verdict is null returning id, sweep_id
                ), told as (
                  insert into event (kind, sweep_id, check_id) select 'check', sweep_id, id from concluded
                )
                select id from concluded
                """)
        .param("id", id)
        .param("verdict", report.verdict().name())
        .param("report", Jsonb.write(report))
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /** Checks without a verdict whose sweep has ended. */
  @Transactional(readOnly = true)
  public List<UUID> ready() {
    return jdbc.sql(ENDED).query(UUID.class).list();
  }

  /** True if a check of this baseline waits for its sweep. */
  @Transactional(readOnly = true)
  public boolean isUnderWay(UUID baselineId) {
    return jdbc.sql(
            "select exists (select from baseline_check where baseline_id = :id and verdict is null)")
        .param("id", baselineId)
        .query(Boolean.class)
        .single();
  }

  @Transactional(readOnly = true)
  public Optional<Check> find(UUID id) {
    return jdbc.sql(CHECK + "where c.id = :id")
        .param("id", id)
        .query((row, n) -> check(row))
        .optional();
  }

  @Transactional(readOnly = true)
  public Optional<Check> find(UUID baselineId, int number) {
    return jdbc.sql(CHECK + "where c.baseline_id = :id and c.number = :number")
        .param("id", baselineId)
        .param("number", number)
        .query((row, n) -> check(row))
        .optional();
  }

  @Transactional(readOnly = true)
  public Optional<Check> latest(UUID baselineId) {
    return jdbc.sql(CHECK + "where c.baseline_id = :id order by c.number desc limit 1")
        .param("id", baselineId)
        .query((row, n) -> check(row))
        .optional();
  }

  /**
   * Checks of a baseline, the latest first.
   *
   * @throws IllegalArgumentException if the cursor is none of ours
   */
  @Transactional(readOnly = true)
  public Page<Check> page(UUID baselineId, @Nullable String cursor, int limit) {
    int wanted = Math.clamp(limit, 1, Page.MOST_ITEMS);
    List<Check> checks =
        jdbc.sql(
                CHECK
                    + "where c.baseline_id = :id and c.number < :before order by c.number desc limit :limit")
            .param("id", baselineId)
            .param("before", cursor == null ? Integer.MAX_VALUE : Integer.parseInt(cursor))
            .param("limit", wanted + 1)
            .query((row, n) -> check(row))
            .list();
    if (checks.size() <= wanted) {
      return new Page<>(checks, null);
    }
    List<Check> shown = checks.subList(0, wanted);
    return new Page<>(shown, Integer.toString(shown.getLast().number()));
  }

  private static Check check(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    String report = row.getString("report");
    return new Check(
        Columns.uuid(row, "id"),
        Columns.uuid(row, "baseline_id"),
        row.getString("name"),
        row.getInt("number"),
        Columns.uuid(row, "pinned_sweep_id"),
        Columns.uuid(row, "sweep_id"),
        Check.Origin.valueOf(row.getString("origin")),
        Baselines.margins(row),
        verdict == null ? null : Verdict.valueOf(verdict),
        report == null ? null : Jsonb.read(report, new TypeReference<CheckReport>() {}),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "finished_at"));
  }
}
