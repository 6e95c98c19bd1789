package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Columns;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far sweeps are, from their trials. */
@Component
class SweepProgress {
  /**
   * @param partly what unfinished trials have done, in units of whole trials
   * @param trialSeconds how long a trial takes; null if nothing is known
   */
  record Standing(Map<TrialState, Integer> counts, double partly, @Nullable Double trialSeconds) {
    static final Standing NOTHING = new Standing(Map.of(), 0, null);

    double progress(TrialCounts trials) {
      return trials.total() == 0 ? 1 : Math.min(1, (trials.finished() + partly) / trials.total());
    }

    @Nullable Duration eta(TrialCounts trials) {
      int running = trials.of(TrialState.RUNNING);
      if (trialSeconds == null || running == 0) {
        return null;
      }
      double left = Math.max(0, trials.total() - trials.finished() - partly);
      return Duration.ofMillis(Math.round(1000 * left * trialSeconds / running));
    }
  }

  private static final String COUNTS =
      """
      select sweep_id, state, count(*) as trials from trial
      where sweep_id = any (cast(:sweeps as uuid[])) group by sweep_id, state
      """;

  /**
   * The last completed trials say how long one takes; before there are any, the running ones do. A
   * trial that has said nothing yet has done nothing: least() would take the 1 for a null. Of one
   * that waits, because its sweep is paused or its worker was lost, what it has kept counts.
   */
  private static final String PACE =
      """
      select s.id, r.partly + k.partly as partly, coalesce(c.seconds, r.seconds) as seconds
      from unnest(cast(:sweeps as uuid[])) s(id)
      cross join lateral (
        select coalesce(sum(least(1, coalesce(progress_step::float8 / nullif(progress_steps, 0), 0))), 0) as partly,
               avg(progress_steps / nullif(steps_per_second, 0)) as seconds
        from trial where sweep_id = s.id and state = 'RUNNING') r
      cross join lateral (
        select coalesce(sum(least(1, coalesce(checkpoint_step::float8 / nullif(progress_steps, 0), 0))), 0) as partly
        from trial where sweep_id = s.id and checkpoint_sha256 is not null and state in ('WAITING', 'READY')) k
      cross join lateral (
        select avg(u.train_seconds) as seconds from (
          select id from trial where sweep_id = s.id and state = 'COMPLETED' order by number desc limit 50) latest
        join result u on u.trial_id = latest.id) c
      """;

  private final JdbcClient jdbc;

  SweepProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<UUID, Standing> of(Collection<UUID> sweeps) {
    String ids = Columns.uuids(sweeps);
    var counts = new HashMap<UUID, Map<TrialState, Integer>>();
    jdbc.sql(COUNTS)
        .param("sweeps", ids)
        .query(
            row -> {
              counts
                  .computeIfAbsent(
                      Columns.uuid(row, "sweep_id"), id -> new EnumMap<>(TrialState.class))
                  .put(TrialState.valueOf(row.getString("state")), row.getInt("trials"));
            });
    var standings = new HashMap<UUID, Standing>();
    jdbc.sql(PACE)
        .param("sweeps", ids)
        .query(
            row -> {
              UUID id = Columns.uuid(row, "id");
              standings.put(
                  id,
                  new Standing(
                      counts.getOrDefault(id, Map.of()),
                      row.getDouble("partly"),
                      Columns.real(row, "seconds")));
            });
    return standings;
  }
}
