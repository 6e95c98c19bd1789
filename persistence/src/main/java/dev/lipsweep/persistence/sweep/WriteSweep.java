package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.json.CanonicalJson;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.stopping.StoppingRule;
import dev.lipsweep.domain.sweep.Deadline;
import dev.lipsweep.domain.sweep.Reuse;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes a sweep and, batch by batch, its trials. Each batch is one statement. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class WriteSweep {
  /**
   * How far the trials of a sweep are written.
   *
   * @param written trials with the numbers 1 to this are there
   */
  public record Expansion(SweepState state, String tree, int written, int total, Reuse reuse) {}

  private static final String SWEEP =
      """
      insert into sweep (id, name, recipe, recipe_version, state, definition, definition_tree, priority, weight,
                         device, memory_bytes, labels, max_failures, max_attempts, max_concurrent, deadline,
                         compute_seconds, total_trials, keep_checkpoints, keep_frontier,
                         search, stopping, racing, reuse, growing)
      values (:id, :name, :recipe, :version, 'RUNNING', :text, cast(:tree as json), :priority, :weight,
              :device, :memory, cast(:labels as jsonb), :maxFailures, :maxAttempts, :maxConcurrent,
              coalesce(:at, now() + :after * interval '1 s'), :compute, :total, :keepCheckpoints, :keepFrontier,
              cast(:search as jsonb), cast(:stopping as jsonb), cast(:racing as jsonb), :reuse, :growing)
      """;

  /** In the order of the hashes, so that two sweeps that write the same ones do not deadlock. */
  private static final String CONFIGURATIONS =
      """
      insert into configuration (hash, recipe, recipe_version, parameters)
      select hash, :recipe, :version, cast(parameters as jsonb)
      from unnest(:hashes, :parameters) c(hash, parameters)
      where not exists (select from configuration known where known.hash = c.hash)
      order by hash
      on conflict (hash) do nothing
      """;

  private static final String TRIALS =
      """
      insert into trial (id, sweep_id, configuration_id, seed, number, state)
      select cast(t.id as uuid), :sweep, c.id, t.seed, :written + t.place, :state
      from unnest(:ids, :hashes, :seeds) with ordinality t(id, hash, seed, place)
      join configuration c on c.hash = t.hash
      where not :reusing
         or not exists (select from trial r where r.sweep_id = :sweep and r.configuration_id = c.id and r.seed = t.seed)
      order by t.place
      """;

  private final JdbcClient jdbc;
  private final ReuseTrials reuse;

  WriteSweep(JdbcClient jdbc, ReuseTrials reuse) {
    this.jdbc = jdbc;
    this.reuse = reuse;
  }

  public void sweep(NewSweep sweep) {
    var definition = sweep.definition();
    var limits = definition.limits();
    var search = definition.search();
    var racing = definition.racing();
    boolean stops = definition.stopping().rule() != StoppingRule.NONE;
    jdbc.sql(SWEEP)
        .param("id", sweep.id())
        .param("name", definition.name())
        .param("recipe", definition.recipe().name())
        .param("version", definition.recipe().version())
        .param("text", sweep.text())
        .param("tree", sweep.tree())
        .param("priority", definition.priority())
        .param("weight", definition.weight())
        .param("device", definition.resources().device().name().toLowerCase(Locale.ROOT))
        .param("memory", definition.resources().memoryBytes())
        .param("labels", Jsonb.write(definition.resources().labels()))
        .param("maxFailures", limits.maxFailures())
        .param("maxAttempts", limits.maxAttempts())
        .param("maxConcurrent", limits.maxConcurrent(), Types.INTEGER)
        .param("at", moment(limits.deadline()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("after", seconds(limits.deadline()), Types.BIGINT)
        .param("compute", seconds(limits.compute()), Types.BIGINT)
        .param("total", definition.trialCount())
        .param("keepCheckpoints", definition.keep().checkpoints())
        .param("keepFrontier", definition.keep().frontier())
        .param("search", search.isGrid() ? null : Jsonb.write(search), Types.VARCHAR)
        .param("stopping", stops ? Jsonb.write(definition.stopping()) : null, Types.VARCHAR)
        .param("racing", racing == null ? null : Jsonb.write(racing), Types.VARCHAR)
        .param("reuse", definition.reuse().text())
        .param("growing", !search.isGrid() || racing != null)
        .update();
  }

  private static @Nullable OffsetDateTime moment(@Nullable Deadline deadline) {
    return deadline instanceof Deadline.At at ? at.moment().atOffset(ZoneOffset.UTC) : null;
  }

  private static @Nullable Long seconds(@Nullable Deadline deadline) {
    return deadline instanceof Deadline.After after ? seconds(after.time()) : null;
  }

  private static @Nullable Long seconds(@Nullable Duration time) {
    return time == null ? null : Math.max(1, time.toSeconds());
  }

  /** Where the expansion stands, locked until the transaction ends. Take the shared lock first. */
  public Optional<Expansion> expansion(UUID sweepId) {
    return jdbc.sql(
            """
            select state, definition_tree, expanded_trials, total_trials, reuse
            from sweep where id = :sweep for no key update
            """)
        .param("sweep", sweepId)
        .query(
            (row, n) ->
                new Expansion(
                    SweepState.valueOf(row.getString(1)),
                    row.getString(2),
                    row.getInt(3),
                    row.getInt(4),
                    Reuse.of(row.getString(5)).orElseThrow()))
        .optional();
  }

  /** Grids whose trials are not all written, the oldest first. */
  public List<UUID> unexpanded() {
    return jdbc.sql(
            """
            select id from sweep
            where state in ('RUNNING', 'PAUSED') and search is null and expanded_trials < total_trials order by id
            """)
        .query(UUID.class)
        .list();
  }

  /** Writes the next trials after {@code expansion.written()}. */
  public void trials(UUID sweepId, Expansion expansion, List<NewTrial> trials) {
    var configurations = new LinkedHashMap<String, Configuration>();
    String[] hashes = new String[trials.size()];
    long[] seeds = new long[trials.size()];
    Configuration previous = null;
    for (int i = 0; i < hashes.length; i++) {
      Configuration configuration = trials.get(i).configuration();
      // seeds of one configuration follow each other: hash it once
      hashes[i] = configuration == previous ? hashes[i - 1] : configuration.hash();
      seeds[i] = trials.get(i).seed();
      configurations.putIfAbsent(hashes[i], configuration);
      previous = configuration;
    }
    insertConfigurations(configurations);
    String[] ids =
        Stream.generate(UuidV7::next)
            .limit(hashes.length)
            .map(UUID::toString)
            .toArray(String[]::new);
    boolean reusing = expansion.reuse() != Reuse.NEVER;
    int reused = reusing ? reuse.take(sweepId, expansion, ids, hashes, seeds) : 0;
    int inserted =
        reused
            + jdbc.sql(TRIALS)
                .param("sweep", sweepId)
                .param("written", expansion.written())
                .param("state", expansion.state() == SweepState.RUNNING ? "READY" : "WAITING")
                .param("ids", ids)
                .param("hashes", hashes)
                .param("seeds", seeds)
                .param("reusing", reusing)
                .update();
    if (inserted != trials.size()) {
      throw new IllegalStateException(
          "sweep %s: %d of %d trials were written. Indicates a bug."
              .formatted(sweepId, inserted, trials.size()));
    }
    jdbc.sql("update sweep set expanded_trials = :written where id = :sweep")
        .param("written", expansion.written() + inserted)
        .param("sweep", sweepId)
        .update();
  }

  private void insertConfigurations(Map<String, Configuration> byHash) {
    Configuration first = byHash.values().iterator().next();
    jdbc.sql(CONFIGURATIONS)
        .param("recipe", first.recipe())
        .param("version", first.recipeVersion())
        .param("hashes", byHash.keySet().toArray(String[]::new))
        .param(
            "parameters",
            byHash.values().stream()
                .map(configuration -> CanonicalJson.write(configuration.parameters()))
                .toArray(String[]::new))
        .update();
  }
}
