package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.Reuse;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What past trials say about a sweep that is not there yet. */
@Component
@Transactional(readOnly = true)
public class PastTrials {
  private static final String KNOWN =
      """
      select count(*)
      from unnest(:hashes, :seeds) p(hash, seed) join configuration c on c.hash = p.hash
      where exists (select from trial t where t.configuration_id = c.id and t.seed = p.seed and t.state = 'COMPLETED')
      """;

  /** Time goes with the steps, so past trials give the time of a step. */
  private static final String STEP_SECONDS =
      """
      select avg(seconds) from (
        select r.train_seconds / r.steps as seconds
        from trial t join sweep s on s.id = t.sweep_id join result r on r.trial_id = t.id
        where s.recipe = :recipe and s.recipe_version = :version and t.state = 'COMPLETED' and r.steps > 0
        order by t.id desc limit 100) latest
      """;

  private static final String SLOTS =
      "select coalesce(sum(slots), 0) from worker where state = 'ALIVE'";

  private final JdbcClient jdbc;
  private final ReuseTrials reuse;

  PastTrials(JdbcClient jdbc, ReuseTrials reuse) {
    this.jdbc = jdbc;
    this.reuse = reuse;
  }

  /** How many of these trials have been completed before, in any sweep. */
  public int known(List<NewTrial> trials) {
    return jdbc.sql(KNOWN)
        .param("hashes", trials.stream().map(t -> t.configuration().hash()).toArray(String[]::new))
        .param("seeds", trials.stream().mapToLong(NewTrial::seed).toArray())
        .query(Integer.class)
        .single();
  }

  /** How many of these trials would be taken from history by this policy. */
  public int reusable(List<NewTrial> trials, Reuse policy) {
    return policy == Reuse.NEVER ? 0 : reuse.count(trials, policy);
  }

  /** Seconds of a training step, over the latest trials of the recipe. */
  public OptionalDouble stepSeconds(String recipe, int version) {
    Double seconds =
        jdbc.sql(STEP_SECONDS)
            .param("recipe", recipe)
            .param("version", version)
            .query(Double.class)
            .optional()
            .orElse(null);
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }

  /** Slots of the workers that are there now. */
  public int slots() {
    return jdbc.sql(SLOTS).query(Integer.class).single();
  }
}
