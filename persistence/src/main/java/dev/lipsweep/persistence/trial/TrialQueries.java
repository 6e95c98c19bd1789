package dev.lipsweep.persistence.trial;

import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.frontier.Frontiers;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** What people ask about trials. */
@Component
@Transactional(readOnly = true)
public class TrialQueries {
  private static final String TRIAL =
      """
      select t.*, c.hash, c.recipe, c.parameters,
             o.sweep_id as origin_sweep_id, os.name as origin_sweep, o.number as origin_number
      from trial t join configuration c on c.id = t.configuration_id
        left join trial o on o.id = t.origin_trial_id left join sweep os on os.id = o.sweep_id
      """;

  private static final String ATTEMPTS =
      """
      select a.*, w.name as worker_name
      from attempt a join worker w on w.id = a.worker_id
      where a.trial_id = :trial order by a.epoch
      """;

  /** An audit of another version of the rule was of another bound. */
  private static final String CERTIFICATES =
      """
      select k.*, f.verdict, f.audited_at
      from certificate k left join audit_finding f on f.trial_id = k.trial_id and f.rule = k.rule and f.rule_version = k.rule_version
      where k.trial_id = :trial order by k.position
      """;

  private static final String RECIPE =
      """
      select c.recipe, c.recipe_version
      from trial t join configuration c on c.id = t.configuration_id where t.id = :trial
      """;

  private final JdbcClient jdbc;
  private final Frontiers frontiers;

  TrialQueries(JdbcClient jdbc, Frontiers frontiers) {
    this.jdbc = jdbc;
    this.frontiers = frontiers;
  }

  public Optional<Trial> find(UUID id) {
    return one(jdbc.sql(TRIAL + "where t.id = :id").param("id", id));
  }

  /** By the number that people use. */
  public Optional<Trial> find(UUID sweepId, int number) {
    return one(
        jdbc.sql(TRIAL + "where t.sweep_id = :sweep and t.number = :number")
            .param("sweep", sweepId)
            .param("number", number));
  }

  private Optional<Trial> one(StatementSpec statement) {
    return statement
        .query(
            (row, n) ->
                TrialRows.trial(
                    row, onFrontier(row.getString("state"), Columns.uuid(row, "sweep_id"))))
        .optional();
  }

  /**
   * Trials of a sweep in one of three orders.
   *
   * @throws IllegalArgumentException if the cursor is none of ours
   */
  public Page<Trial> page(
      UUID sweepId,
      TrialOrder order,
      @Nullable TrialState state,
      @Nullable String cursor,
      int limit) {
    int wanted = Math.clamp(limit, 1, Page.MOST_ITEMS);
    TrialCursor after = TrialCursor.read(cursor);
    String key = key(order);
    Set<UUID> front = frontiers.trialsOnFrontier(sweepId);
    List<Trial> trials =
        jdbc.sql(
                TRIAL
                    + """
                    where t.sweep_id = :sweep
                      and (cast(:state as text) is null or t.state = :state)
                      and (%1$s, t.number) > (:key, :number)
                    order by %1$s, t.number limit :limit
                    """
                        .formatted(key))
            .param("sweep", sweepId)
            .param("state", state == null ? null : state.name(), Types.VARCHAR)
            .param("key", after.key())
            .param("number", after.number())
            .param("limit", wanted + 1)
            .query((row, n) -> TrialRows.trial(row, front))
            .list();
    if (trials.size() <= wanted) {
      return new Page<>(trials, null);
    }
    Trial last = trials.get(wanted - 1);
    return new Page<>(trials.subList(0, wanted), TrialCursor.after(last, order).text());
  }

  /** The trials of a trial's sweep and configuration, itself too, by seed. */
  public List<Trial> seeds(Trial trial) {
    Set<UUID> front = frontiers.trialsOnFrontier(trial.sweepId());
    return jdbc.sql(TRIAL + "where t.sweep_id = :sweep and c.hash = :hash order by t.seed")
        .param("sweep", trial.sweepId())
        .param("hash", trial.configurationHash())
        .query((row, n) -> TrialRows.trial(row, front))
        .list();
  }

  /** By rising epoch. */
  public List<Attempt> attempts(UUID trialId) {
    return jdbc.sql(ATTEMPTS)
        .param("trial", trialId)
        .query((row, n) -> TrialRows.attempt(row))
        .list();
  }

  /** The one that counts as the trial's bound first. */
  public List<StoredCertificate> certificates(UUID trialId) {
    return jdbc.sql(CERTIFICATES)
        .param("trial", trialId)
        .query((row, n) -> TrialRows.certificate(row))
        .list();
  }

  /** Everything a finished trial measured besides its objectives; empty without a result. */
  public Map<String, Double> measures(UUID trialId) {
    return jdbc.sql("select measures from result where trial_id = :trial")
        .param("trial", trialId)
        .query(String.class)
        .optional()
        .map(json -> Jsonb.read(json, new TypeReference<Map<String, Double>>() {}))
        .orElse(Map.of());
  }

  /** How a finished trial was made; empty without a result. */
  public Map<String, String> provenance(UUID trialId) {
    return jdbc.sql("select provenance from result where trial_id = :trial")
        .param("trial", trialId)
        .query(String.class)
        .optional()
        .map(json -> Jsonb.read(json, new TypeReference<Map<String, String>>() {}))
        .orElse(Map.of());
  }

  /** The recipe that a trial's configuration is of. */
  public TrialRecipe recipe(UUID trialId) {
    return jdbc.sql(RECIPE)
        .param("trial", trialId)
        .query((row, n) -> new TrialRecipe(row.getString(1), row.getInt(2)))
        .single();
  }

  private Set<UUID> onFrontier(String state, UUID sweepId) {
    return state.equals("COMPLETED") ? frontiers.trialsOnFrontier(sweepId) : Set.of();
  }

  /** One number to sort by, never NULL and never NaN; what has no value comes last. */
  private static String key(TrialOrder order) {
    return switch (order) {
      case NUMBER -> "t.number::float8";
      case ACCURACY -> "coalesce(-t.accuracy, 'Infinity')";
      case BOUND -> "coalesce(t.log10_bound, 'Infinity')";
    };
  }
}
