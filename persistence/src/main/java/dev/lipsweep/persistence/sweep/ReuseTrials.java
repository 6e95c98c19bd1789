package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.Reuse;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Results taken from history: of completed trials with the same configuration and seed, whose data
 * is what the recipe's latest result was trained on and, if the policy asks for it, whose code is
 * that of the worker that registered last, by its digest.
 */
@Component
class ReuseTrials {
  /** Which trials may be taken, as {@code o} with their result {@code r}. */
  private static final String FITTING =
      """
      o.state = 'COMPLETED' and o.origin_trial_id is null
        and r.provenance ->> 'dataDigest' is not distinct from (
          select lr.provenance ->> 'dataDigest'
          from trial lt join result lr on lr.trial_id = lt.id join configuration lc on lc.id = lt.configuration_id
          where lt.state = 'COMPLETED' and lc.recipe = c.recipe and lt.sweep_id in (
            select id from sweep where recipe = c.recipe order by id desc limit 50)
          order by lt.finished_at desc limit 1)
        and (:anyCode or r.provenance ->> 'codeDigest' = (
          select nullif(w.code_digest, 'unpackaged') from worker w where jsonb_exists(w.recipes, c.recipe) order by w.registered_at desc limit 1))
      """;

  private static final String TRIALS =
      """
      insert into trial (id, sweep_id, configuration_id, seed, number, state, finished_at, origin_trial_id,
                         checkpoint_sha256, checkpoint_step, checkpoint_bytes, progress_step, progress_steps,
                         accuracy, loss, log10_bound, bound_kind, bound_rule)
      select cast(t.id as uuid), :sweep, c.id, t.seed, :written + t.place, 'COMPLETED', now(), o.id,
             o.checkpoint_sha256, o.checkpoint_step, o.checkpoint_bytes, o.progress_step, o.progress_steps,
             o.accuracy, o.loss, o.log10_bound, o.bound_kind, o.bound_rule
      from unnest(:ids, :hashes, :seeds) with ordinality t(id, hash, seed, place)
      join configuration c on c.hash = t.hash
      cross join lateral (
        select o.* from trial o join result r on r.trial_id = o.id
        where o.configuration_id = c.id and o.seed = t.seed and %s
        order by o.finished_at desc limit 1) o
      order by t.place
      """
          .formatted(FITTING);

  private static final String RESULTS =
      """
      insert into result (trial_id, attempt_id, steps, train_seconds, checkpoint_sha256, measures, provenance)
      select t.id, r.attempt_id, r.steps, r.train_seconds, r.checkpoint_sha256, r.measures, r.provenance
      from trial t join result r on r.trial_id = t.origin_trial_id
      where t.sweep_id = :sweep and t.number > :written and t.origin_trial_id is not null
      """;

  private static final String CERTIFICATES =
      """
      insert into certificate (trial_id, position, rule, rule_version, sound, bound_kind, log10_bound, domain, norm_method,
                               slack, checkpoint_sha256, layers, activation_kind, activation_log10_bound, contributions)
      select t.id, k.position, k.rule, k.rule_version, k.sound, k.bound_kind, k.log10_bound, k.domain, k.norm_method,
             k.slack, k.checkpoint_sha256, k.layers, k.activation_kind, k.activation_log10_bound, k.contributions
      from trial t join certificate k on k.trial_id = t.origin_trial_id
      where t.sweep_id = :sweep and t.number > :written and t.origin_trial_id is not null
      """;

  private static final String CHECKPOINTS =
      """
      insert into checkpoint (trial_id, sha256, step)
      select id, checkpoint_sha256, checkpoint_step
      from trial t
      where t.sweep_id = :sweep and t.number > :written and t.origin_trial_id is not null and checkpoint_sha256 is not null
      """;

  private static final String COUNT =
      """
      select count(*)
      from unnest(:hashes, :seeds) p(hash, seed) join configuration c on c.hash = p.hash
      where exists (
        select from trial o join result r on r.trial_id = o.id
        where o.configuration_id = c.id and o.seed = p.seed and %s)
      """
          .formatted(FITTING);

  private final JdbcClient jdbc;

  ReuseTrials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes those of the new trials that history has, as completed ones; returns how many. */
  int take(
      UUID sweepId, WriteSweep.Expansion expansion, String[] ids, String[] hashes, long[] seeds) {
    int taken =
        jdbc.sql(TRIALS)
            .param("sweep", sweepId)
            .param("written", expansion.written())
            .param("ids", ids)
            .param("hashes", hashes)
            .param("seeds", seeds)
            .param("anyCode", expansion.reuse() == Reuse.ANY_CODE)
            .update();
    for (String copy :
        taken == 0 ? List.<String>of() : List.of(RESULTS, CERTIFICATES, CHECKPOINTS)) {
      jdbc.sql(copy).param("sweep", sweepId).param("written", expansion.written()).update();
    }
    return taken;
  }

  /** How many of these trials would be taken. */
  int count(List<NewTrial> trials, Reuse reuse) {
    return jdbc.sql(COUNT)
        .param("hashes", trials.stream().map(t -> t.configuration().hash()).toArray(String[]::new))
        .param("seeds", trials.stream().mapToLong(NewTrial::seed).toArray())
        .param("anyCode", reuse == Reuse.ANY_CODE)
        .query(Integer.class)
        .single();
  }
}
