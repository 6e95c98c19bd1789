package dev.lipsweep.persistence.lease;

import static java.util.stream.Collectors.toSet;

import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.sweep.SettleSweep;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Completes trials with what they found: states, results and certificates by one statement, which
 * commits by itself. Then it looks whether that was a sweep's end: whoever commits last sees that
 * nothing is left, whereas two that look before they commit do not see each other.
 */
@Component
class StoreResult {
  private static final String STORE =
      Held.many(ResultRow.COLUMNS)
          + """
          , finished as (
            update trial t
            set state = h.state, lease_worker_id = null, lease_until = null, finished_at = now(),
                reason = case when h.state = 'STOPPED_EARLY' then (
                  select m.verdict from rung_mark m where m.trial_id = t.id and m.verdict is not null) end,
                checkpoint_sha256 = f.sha256, checkpoint_step = h.steps, checkpoint_bytes = f.size_bytes,
                progress_step = h.steps, progress_steps = coalesce(progress_steps, h.steps),
                accuracy = h.accuracy, loss = h.loss, log10_bound = h.log10, bound_kind = h.kind, bound_rule = h.rule
            from held h join artifact f on f.sha256 = h.sha256
            where t.id = h.id
            returning h.*
          ), ended as (
            update attempt a set state = f.state, finished_at = now(), checkpoint_step = f.steps
            from finished f where a.id = f.attempt
          ), stored as (
            insert into result (trial_id, attempt_id, steps, train_seconds, checkpoint_sha256, measures, provenance)
            select id, attempt, steps, seconds, sha256, measures, provenance from finished
          ), certified as (
            insert into certificate (trial_id, position, rule, rule_version, sound, bound_kind, log10_bound, domain, norm_method,
                                     slack, checkpoint_sha256, layers, activation_kind, activation_log10_bound, contributions)
            select f.id, c.* from finished f, jsonb_to_recordset(f.certificates) as c
              (position int, rule text, rule_version int, sound boolean, bound_kind text, log10_bound float8, domain text, norm_method text,
               slack float8, checkpoint_sha256 text, layers jsonb, activation_kind text, activation_log10_bound float8, contributions jsonb)
          ), told as (
            insert into event (kind, sweep_id, trial_id)
            select 'trial', sweep_id, id from finished
            union all select distinct 'frontier', sweep_id, cast(null as uuid) from finished where log10 is not null
          )
          select attempt, sweep_id, makes_room from finished
          """;

  private final JdbcClient jdbc;
  private final SettleSweep settle;
  private final ReadyTrials ready;
  private final Batches<UUID, ResultRow, Boolean> batches = new Batches<>("results", this::store);

  StoreResult(JdbcClient jdbc, SettleSweep settle, ReadyTrials ready) {
    this.jdbc = jdbc;
    this.settle = settle;
    this.ready = ready;
  }

  private record Stored(UUID attempt, UUID sweep, boolean makesRoom) {}

  /**
   * False, and nothing written, if the attempt does not hold its trial or its final checkpoint is
   * not there.
   */
  boolean store(ResultRow result) {
    return batches.ask(result.attempt(), result);
  }

  private List<Boolean> store(List<ResultRow> results) {
    List<Stored> stored =
        jdbc.sql(STORE)
            .param("shown", Jsonb.write(results))
            .param("count", results.size())
            .query(
                (row, n) ->
                    new Stored(
                        Columns.uuid(row, "attempt"),
                        Columns.uuid(row, "sweep_id"),
                        row.getBoolean("makes_room")))
            .list();
    settle.ended(stored.stream().map(Stored::sweep).collect(toSet()));
    if (stored.stream().anyMatch(Stored::makesRoom)) {
      ready.signal();
    }
    Set<UUID> attempts = stored.stream().map(Stored::attempt).collect(toSet());
    return results.stream().map(result -> attempts.contains(result.attempt())).toList();
  }
}
