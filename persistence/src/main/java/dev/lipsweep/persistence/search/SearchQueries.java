package dev.lipsweep.persistence.search;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.VolumeGrowth;
import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** What people ask about searches. */
@Component
@Transactional(readOnly = true)
public class SearchQueries {
  private static final String SWEEP =
      """
      select search, stopping, racing, proposed, raced, growing, search_note,
             (select count(*) from trial where sweep_id = s.id and origin_trial_id is not null) as reused
      from sweep s where id = :sweep
      """;

  private static final String RUNGS =
      """
      select m.rung, count(*) as reached, count(m.verdict) filter (where t.state = 'STOPPED_EARLY') as stopped
      from rung_mark m join trial t on t.id = m.trial_id
      where m.sweep_id = :sweep group by m.rung order by m.rung
      """;

  private static final String SPENT =
      """
      select t.number, t.state, t.accuracy, t.log10_bound, t.bound_kind, coalesce(t.progress_step, 0) as steps,
             coalesce((select sum(extract(epoch from a.finished_at - a.started_at)) from attempt a where a.trial_id = t.id), 0) as seconds
      from trial t
      where t.sweep_id = :sweep and t.finished_at is not null and t.origin_trial_id is null
      order by t.finished_at, t.number
      """;

  private final JdbcClient jdbc;

  SearchQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public SearchStanding standing(UUID sweepId) {
    List<SearchStanding.Rung> rungs =
        jdbc.sql(RUNGS)
            .param("sweep", sweepId)
            .query((row, n) -> new SearchStanding.Rung(row.getInt(1), row.getInt(2), row.getInt(3)))
            .list();
    return jdbc.sql(SWEEP)
        .param("sweep", sweepId)
        .query(
            (row, n) ->
                new SearchStanding(
                    json(row.getString("search"), new TypeReference<Search>() {}),
                    json(row.getString("stopping"), new TypeReference<Stopping>() {}),
                    json(row.getString("racing"), new TypeReference<Racing>() {}),
                    row.getInt("proposed"),
                    row.getInt("raced"),
                    row.getBoolean("growing"),
                    row.getString("search_note"),
                    rungs,
                    row.getInt("reused")))
        .single();
  }

  /**
   * Trials that have ended, in that order, with what they cost; those taken from history cost
   * nothing.
   */
  public List<VolumeGrowth.Spent> spent(UUID sweepId) {
    return jdbc.sql(SPENT)
        .param("sweep", sweepId)
        .query(
            (row, n) ->
                new VolumeGrowth.Spent(row.getDouble("seconds"), row.getLong("steps"), point(row)))
        .list();
  }

  private static Frontier.@Nullable Point point(ResultSet row) throws SQLException {
    Double bound = Columns.real(row, "log10_bound");
    if (bound == null || !Double.isFinite(bound) || !row.getString("state").equals("COMPLETED")) {
      return null;
    }
    return new Frontier.Point(bound, row.getDouble("accuracy"), row.getInt("number"));
  }

  private static <T> @Nullable T json(@Nullable String text, TypeReference<T> type) {
    return text == null ? null : Jsonb.read(text, type);
  }
}
