package dev.lipsweep.persistence.baseline;

import dev.lipsweep.domain.baseline.CheckedConfiguration;
import dev.lipsweep.domain.baseline.CheckedTrial;
import dev.lipsweep.domain.baseline.Covariate;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What two sweeps measured, side by side. */
@Component
@Transactional(readOnly = true)
public class CheckedSweeps {
  private static final String TRIALS =
      """
      select t.sweep_id, c.hash, c.recipe, c.parameters, t.seed, t.state, t.accuracy, t.loss, t.bound_kind, t.log10_bound, t.reason,
             case when t.state = 'FAILED' then
               (select a.cause from attempt a where a.trial_id = t.id and a.cause is not null order by a.epoch desc limit 1) end as cause
      from trial t join configuration c on c.id = t.configuration_id
      where t.sweep_id in (:pinned, :checked)
      order by t.sweep_id = :checked, t.number
      """;

  /** How results were made: what they say of themselves, and by which rule their bounds count. */
  private static final String CIRCUMSTANCES =
      """
      select distinct sweep_id, name, value from (
        select t.sweep_id, p.key as name, p.value
        from trial t join result r on r.trial_id = t.id cross join lateral jsonb_each_text(r.provenance) p
        where t.sweep_id in (:pinned, :checked)
        union all
        select t.sweep_id, 'bound rule', c.rule || ', version ' || c.rule_version
        from trial t join certificate c on c.trial_id = t.id and c.position = 0
        where t.sweep_id in (:pinned, :checked)
        union all
        select s.id, 'recipe', s.recipe || ', version ' || s.recipe_version from sweep s where s.id in (:pinned, :checked)) facts
      order by name, value
      """;

  private static final int MOST_VALUES = 5;

  private final JdbcClient jdbc;

  CheckedSweeps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every configuration of either sweep, those of the pinned one first and in its order. */
  public List<CheckedConfiguration> configurations(UUID pinned, UUID checked) {
    var both = new LinkedHashMap<String, Both>();
    jdbc.sql(TRIALS)
        .param("pinned", pinned)
        .param("checked", checked)
        .query(
            row -> {
              String recipe = row.getString("recipe");
              Map<String, Object> parameters =
                  Jsonb.parameters(recipe, row.getString("parameters"));
              Both configuration =
                  both.computeIfAbsent(
                      identity(recipe, parameters, row.getString("hash")),
                      hash -> new Both(parameters));
              boolean isPinned = Columns.uuid(row, "sweep_id").equals(pinned);
              (isPinned ? configuration.pinned : configuration.checked).add(trial(row));
            });
    var configurations = new ArrayList<CheckedConfiguration>();
    both.forEach(
        (hash, one) ->
            configurations.add(
                new CheckedConfiguration(hash, one.parameters, one.pinned, one.checked)));
    return configurations;
  }

  /**
   * As today's recipe would have it, so that a baseline finds its pairs after the recipe has gained
   * a parameter, whose default is what the older trials were trained with, or another version. What
   * today's recipe would refuse keeps the identity that it was given.
   */
  private static String identity(String recipe, Map<String, Object> parameters, String given) {
    try {
      return Recipes.named(recipe)
          .map(schema -> schema.configuration(parameters).hash())
          .orElse(given);
    } catch (InvalidInput e) {
      return given;
    }
  }

  /** How the results of the two were made differently. */
  public List<Covariate> covariates(UUID pinned, UUID checked) {
    var before = new TreeMap<String, List<String>>();
    var now = new TreeMap<String, List<String>>();
    jdbc.sql(CIRCUMSTANCES)
        .param("pinned", pinned)
        .param("checked", checked)
        .query(
            row -> {
              boolean isPinned = Columns.uuid(row, "sweep_id").equals(pinned);
              (isPinned ? before : now)
                  .computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                  .add(row.getString("value"));
            });
    var different = new ArrayList<Covariate>();
    before.forEach(
        (name, values) -> {
          List<String> others = now.getOrDefault(name, values);
          if (!others.equals(values)) {
            different.add(new Covariate(name, shortened(values), shortened(others)));
          }
        });
    return different;
  }

  private static List<String> shortened(List<String> values) {
    if (values.size() <= MOST_VALUES) {
      return values;
    }
    var some = new ArrayList<>(values.subList(0, MOST_VALUES));
    some.add("and %d more".formatted(values.size() - MOST_VALUES));
    return some;
  }

  private static CheckedTrial trial(ResultSet row) throws SQLException {
    long seed = row.getLong("seed");
    var state = TrialState.valueOf(row.getString("state"));
    if (state == TrialState.COMPLETED) {
      Double loss = Columns.real(row, "loss");
      LogBound bound = Columns.bound(row, "bound_kind", "log10_bound");
      return CheckedTrial.completed(
          seed,
          row.getDouble("accuracy"),
          loss == null ? Double.NaN : loss,
          bound == null ? Double.NaN : bound.log10());
    }
    String cause = row.getString("cause");
    return CheckedTrial.ended(
        seed, state, cause == null ? null : FailureCause.valueOf(cause), row.getString("reason"));
  }

  private record Both(
      Map<String, Object> parameters, List<CheckedTrial> pinned, List<CheckedTrial> checked) {
    Both(Map<String, Object> parameters) {
      this(parameters, new ArrayList<>(), new ArrayList<>());
    }
  }
}
