package dev.lipsweep.persistence.search;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.simulation.RecordedTrial;
import dev.lipsweep.domain.simulation.RecordedTrial.Moment;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A sweep's trials with their validations, to be simulated. */
@Component
@Transactional(readOnly = true)
public class RecordedSweeps {
  private static final String TRIALS =
      """
      select t.id, c.recipe, c.recipe_version, c.parameters, t.seed, t.state, t.accuracy, t.log10_bound, t.bound_kind,
             cast(c.parameters ->> 'steps' as bigint) as steps, t.progress_step
      from trial t join configuration c on c.id = t.configuration_id
      where t.sweep_id = :sweep and t.state in ('COMPLETED', 'INFEASIBLE')
      order by t.number
      """;

  /** Of a step that several attempts have validated, the last. */
  private static final String SERIES =
      """
      select distinct on (t.id, p.step) t.id as trial_id, p.step, p.value
      from trial t join attempt a on a.trial_id = coalesce(t.origin_trial_id, t.id) join metric_chunk m on m.attempt_id = a.id
        cross join lateral unnest(m.steps, m.values) p(step, value)
      where t.sweep_id = :sweep and m.series = :series
      order by t.id, p.step, a.epoch desc
      """;

  private final JdbcClient jdbc;

  RecordedSweeps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that were trained to their end, and those that diverged; by number. */
  public List<RecordedTrial> of(UUID sweepId) {
    Map<UUID, TreeMap<Long, @Nullable Double>> accuracies = series(sweepId, "validation/accuracy");
    Map<UUID, TreeMap<Long, @Nullable Double>> bounds = series(sweepId, "bound/certified-quick");
    return jdbc.sql(TRIALS)
        .param("sweep", sweepId)
        .query(
            (row, n) -> {
              UUID id = Columns.uuid(row, "id");
              return trial(
                  row,
                  accuracies.getOrDefault(id, new TreeMap<>()),
                  bounds.getOrDefault(id, new TreeMap<>()));
            })
        .list();
  }

  private Map<UUID, TreeMap<Long, @Nullable Double>> series(UUID sweepId, String name) {
    var series = new HashMap<UUID, TreeMap<Long, @Nullable Double>>();
    jdbc.sql(SERIES)
        .param("sweep", sweepId)
        .param("series", name)
        .query(
            row -> {
              series
                  .computeIfAbsent(Columns.uuid(row, "trial_id"), id -> new TreeMap<>())
                  .put(row.getLong("step"), Columns.real(row, "value"));
            });
    return series;
  }

  private static RecordedTrial trial(
      ResultSet row,
      TreeMap<Long, @Nullable Double> accuracies,
      TreeMap<Long, @Nullable Double> bounds)
      throws SQLException {
    boolean completed = row.getString("state").equals("COMPLETED");
    long steps = row.getLong("steps");
    var curve = new ArrayList<Moment>();
    accuracies
        .headMap(steps)
        .forEach(
            (step, accuracy) -> {
              if (accuracy != null) {
                curve.add(new Moment(step, accuracy, finite(bounds.get(step))));
              }
            });
    if (completed) {
      curve.add(
          new Moment(steps, row.getDouble("accuracy"), finite(Columns.real(row, "log10_bound"))));
    } else {
      long end = Math.max(1, row.getLong("progress_step"));
      curve.removeIf(moment -> moment.step() >= end);
      curve.add(new Moment(end, 0, Double.POSITIVE_INFINITY));
    }
    String recipe = row.getString("recipe");
    return new RecordedTrial(
        new Configuration(
            recipe,
            row.getInt("recipe_version"),
            new TreeMap<>(Jsonb.parameters(recipe, row.getString("parameters")))),
        row.getLong("seed"),
        steps,
        curve,
        completed);
  }

  private static double finite(@Nullable Double bound) {
    return bound == null ? Double.POSITIVE_INFINITY : bound;
  }
}
