package dev.lipsweep.persistence.search;

import dev.lipsweep.domain.racing.Racer;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.search.Observation;
import dev.lipsweep.domain.search.Observed;
import dev.lipsweep.domain.stopping.Mark;
import dev.lipsweep.domain.stopping.Outlook;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a search knows of its sweep. Of a large sweep it reads the first and the latest points and
 * those on the frontiers of its methods, so that a proposal costs the same however many there are.
 */
@Component
@Transactional(readOnly = true)
public class SearchHistory {
  private static final String ENDED =
      """
      with chosen as (
        (select configuration_id from trial where sweep_id = :sweep and state = 'COMPLETED' order by number limit 192)
        union
        (select configuration_id from trial where sweep_id = :sweep and state = 'COMPLETED' order by number desc limit 192)
        union
        (select configuration_id from trial where sweep_id = :sweep and state = 'STOPPED_EARLY' order by number desc limit 128)
        union
        (select configuration_id from trial where sweep_id = :sweep and state = 'INFEASIBLE' order by number desc limit 64)
        union
        (select t.configuration_id from frontier_candidate f join trial t on t.id = f.trial_id
         where f.sweep_id = :sweep order by f.log10_bound limit 256)
      )
      select c.hash, c.recipe, c.recipe_version, c.parameters, t.state, t.accuracy, t.log10_bound,
             m.rung, m.accuracy as mark_accuracy, m.log10_bound as mark_bound
      from chosen k join trial t on t.sweep_id = :sweep and t.configuration_id = k.configuration_id
        join configuration c on c.id = t.configuration_id
        left join rung_mark m on m.trial_id = t.id and m.verdict is not null
      where t.state in ('COMPLETED', 'STOPPED_EARLY', 'INFEASIBLE')
      order by t.number
      """;

  private static final String PENDING =
      """
      select distinct on (c.hash) c.recipe, c.recipe_version, c.parameters
      from trial t join configuration c on c.id = t.configuration_id
      where t.sweep_id = :sweep and t.state in ('WAITING', 'READY', 'RUNNING')
      order by c.hash limit 64
      """;

  private static final String TAKEN =
      """
      select c.hash from configuration c join trial t on t.configuration_id = c.id
      where c.hash = any (:hashes) and t.sweep_id = :sweep
      """;

  /** Those of which a seed was completed; stopped and diverged ones are out of the race. */
  private static final String RACERS =
      """
      select t.configuration_id, t.state, t.accuracy, t.log10_bound
      from trial t
      where t.sweep_id = :sweep and (t.state = 'COMPLETED' and t.bound_kind = 'FINITE' or t.state in ('WAITING', 'READY', 'RUNNING'))
      order by t.number
      """;

  private final JdbcClient jdbc;
  private final Rungs rungs;

  SearchHistory(JdbcClient jdbc, Rungs rungs) {
    this.jdbc = jdbc;
    this.rungs = rungs;
  }

  /** One for each configuration of which a trial has ended: the mean of its seeds. */
  public List<Observation> results(UUID sweepId) {
    var outlooks = new HashMap<Integer, Outlook>();
    var seeds = new LinkedHashMap<String, List<Observed.Outcome>>();
    jdbc.sql(ENDED)
        .param("sweep", sweepId)
        .query(
            row -> {
              seeds
                  .computeIfAbsent(row.getString("hash"), hash -> new ArrayList<>())
                  .add(outcome(row, sweepId, outlooks));
            });
    return Observed.of(seeds.values().stream().map(SearchHistory::mean).toList());
  }

  private Observed.Outcome outcome(ResultSet row, UUID sweepId, Map<Integer, Outlook> outlooks)
      throws SQLException {
    Configuration configuration = configuration(row);
    Double accuracy = Columns.real(row, "accuracy");
    Double bound = Columns.real(row, "log10_bound");
    if (accuracy == null || bound == null) {
      return Observed.Outcome.diverged(configuration);
    }
    if (row.getString("state").equals("STOPPED_EARLY") && row.getString("rung") != null) {
      Mark expected =
          outlooks
              .computeIfAbsent(row.getInt("rung"), rung -> Outlook.of(rungs.marks(sweepId, rung)))
              .expected(new Mark(row.getDouble("mark_accuracy"), row.getDouble("mark_bound")));
      return Observed.Outcome.completed(configuration, expected.log10Bound(), expected.accuracy());
    }
    return Observed.Outcome.completed(configuration, bound, accuracy);
  }

  /** Of the seeds that have a finite bound, if there are any. */
  private static Observed.Outcome mean(List<Observed.Outcome> seeds) {
    List<Observed.Outcome> finite =
        seeds.stream().filter(seed -> Double.isFinite(seed.log10Bound())).toList();
    if (finite.isEmpty()) {
      return seeds.getFirst();
    }
    return Observed.Outcome.completed(
        finite.getFirst().configuration(),
        finite.stream().mapToDouble(Observed.Outcome::log10Bound).average().orElseThrow(),
        finite.stream().mapToDouble(Observed.Outcome::accuracy).average().orElseThrow());
  }

  /** Points that wait or run. */
  public List<Configuration> pending(UUID sweepId) {
    return jdbc.sql(PENDING).param("sweep", sweepId).query((row, n) -> configuration(row)).list();
  }

  /** Those of these configurations that the sweep has. */
  public Set<String> taken(UUID sweepId, Set<String> hashes) {
    return jdbc.sql(TAKEN)
        .param("sweep", sweepId)
        .param("hashes", hashes.toArray(String[]::new))
        .query(String.class)
        .set();
  }

  /** Configurations with a completed seed; their ids are those of the table of configurations. */
  public List<Racer> racers(UUID sweepId) {
    var bounds = new TreeMap<Long, List<Double>>();
    var accuracies = new TreeMap<Long, List<Double>>();
    var pending = new TreeMap<Long, Integer>();
    jdbc.sql(RACERS)
        .param("sweep", sweepId)
        .query(
            row -> {
              long id = row.getLong("configuration_id");
              if (row.getString("state").equals("COMPLETED")) {
                bounds
                    .computeIfAbsent(id, k -> new ArrayList<>())
                    .add(row.getDouble("log10_bound"));
                accuracies
                    .computeIfAbsent(id, k -> new ArrayList<>())
                    .add(row.getDouble("accuracy"));
              } else {
                pending.merge(id, 1, Integer::sum);
              }
            });
    return bounds.keySet().stream()
        .map(
            id ->
                new Racer(
                    Long.toString(id),
                    bounds.getOrDefault(id, List.of()),
                    accuracies.getOrDefault(id, List.of()),
                    pending.getOrDefault(id, 0)))
        .toList();
  }

  /** A racer's configuration and the smallest seed that it has not been trained with. */
  public NextSeed nextSeed(UUID sweepId, Racer racer) {
    return jdbc.sql(
            """
            select c.recipe, c.recipe_version, c.parameters,
                   (select min(s) from generate_series(0, 100000) s
                    where not exists (select from trial t
                                      where t.sweep_id = :sweep and t.configuration_id = c.id and t.seed = s)) as seed
            from configuration c where c.id = :configuration
            """)
        .param("sweep", sweepId)
        .param("configuration", Long.parseLong(racer.id()))
        .query((row, n) -> new NextSeed(configuration(row), row.getLong("seed")))
        .single();
  }

  /** A trial that a race adds. */
  public record NextSeed(Configuration configuration, long seed) {}

  private static Configuration configuration(ResultSet row) throws SQLException {
    String recipe = row.getString("recipe");
    return new Configuration(
        recipe,
        row.getInt("recipe_version"),
        new TreeMap<>(Jsonb.parameters(recipe, row.getString("parameters"))));
  }
}
