package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.TrialResult;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Writes an attempt's outcome, each by one fenced statement. */
@Component
class WriteOutcome {
  private static final String COMPLETE =
      Held.SQL
          + """
          , finished as (
            update trial t
            set state = :state, lease_worker_id = null, lease_until = null, finished_at = now(), reason = null,
                checkpoint_sha256 = f.sha256, checkpoint_step = :steps, checkpoint_bytes = f.size_bytes,
                progress_step = :steps, progress_steps = coalesce(progress_steps, :steps),
                accuracy = :accuracy, loss = :loss, log10_bound = :log10, bound_kind = :kind, bound_rule = :rule
            from held h join artifact f on f.sha256 = :sha256
            where t.id = h.id
            returning t.id, t.sweep_id, t.log10_bound
          ), ended as (
            update attempt a set state = :state, finished_at = now(), checkpoint_step = :steps
            from finished where a.id = :attempt
          ), stored as (
            insert into result (trial_id, attempt_id, steps, train_seconds, checkpoint_sha256, measures, provenance)
            select id, :attempt, :steps, :seconds, :sha256, cast(:measures as jsonb), cast(:provenance as jsonb) from finished
          ), certified as (
            insert into certificate (trial_id, position, rule, rule_version, sound, bound_kind, log10_bound, domain, norm_method,
                                     slack, checkpoint_sha256, layers, activation_kind, activation_log10_bound, contributions)
            select t.id, c.* from finished t, jsonb_to_recordset(cast(:certificates as jsonb)) as c
              (position int, rule text, rule_version int, sound boolean, bound_kind text, log10_bound float8, domain text, norm_method text,
               slack float8, checkpoint_sha256 text, layers jsonb, activation_kind text, activation_log10_bound float8, contributions jsonb)
          ), told as (
            insert into event (kind, sweep_id, trial_id)
            select 'trial', sweep_id, id from finished
            union all select 'frontier', sweep_id, null from finished where log10_bound is not null
          )
          select id from finished
          """;

  private static final String DIVERGED =
      Held.SQL
          + """
          , finished as (
            update trial t
            set state = 'INFEASIBLE', lease_worker_id = null, lease_until = null, finished_at = now(), reason = :reason,
                progress_step = :step
            from held h where t.id = h.id
            returning t.id, t.sweep_id
          ), ended as (
            update attempt a set state = 'INFEASIBLE', finished_at = now(), message = :message
            from finished where a.id = :attempt
          ), told as (
            insert into event (kind, sweep_id, trial_id) select 'trial', sweep_id, id from finished
          )
          select id from finished
          """;

  /**
   * Twice what the attempt was promised, or twice its slot's share of the device if it had asked
   * for nothing; but no more than the largest device that is there, as long as that is not less.
   */
  private static final String LARGER =
      """
      select greatest(1, had.bytes, least(2 * had.bytes, largest.bytes))
      from (select coalesce(nullif(d.had, 0), (
                     select o."freeBytes" / greatest(1, o.slots)
                     from worker w, jsonb_to_recordset(w.devices) o(kind text, index int, "freeBytes" bigint, slots int)
                     where w.id = d.worker_id and o.kind || ':' || o.index = d.device)) as bytes) had,
           (select max(o."freeBytes") as bytes
            from worker w, jsonb_to_recordset(w.devices) o(kind text, "freeBytes" bigint)
            where w.state <> 'LEFT' and o.kind = split_part(d.device, ':', 1)) largest
      """;

  private static final String FAIL =
      Held.SQL
          + """
          , decided as (
            select h.id, a.memory_bytes as had, a.device, a.worker_id,
                   case when :retried and failures + 1 < max_attempts
                             and not (:cause = 'OUT_OF_MEMORY' and h.raised)
                             and not exists (select from quarantine q where q.sweep_id = h.sweep_id and q.configuration_id = h.configuration_id)
                        then given_back else 'FAILED' end as next
            from held h join attempt a on a.id = h.attempt_id
          ), moved as (
            update trial t
            set state = d.next, lease_worker_id = null, lease_until = null, failures = failures + 1, reason = :message,
                memory_bytes = case when :cause = 'OUT_OF_MEMORY' and d.next <> 'FAILED' then (
          """
          + LARGER
          + """
                  ) else t.memory_bytes end,
                finished_at = case when d.next in ('FAILED', 'CANCELLED') then now() end
            from decided d where t.id = d.id
            returning t.id, t.sweep_id
          ), ended as (
            update attempt a set state = 'FAILED', finished_at = now(), cause = :cause, message = :message, signal = :signal
            from moved where a.id = :attempt
          ), told as (
            insert into event (kind, sweep_id, trial_id) select 'trial', sweep_id, id from moved
          )
          select id from moved
          """;

  private static final String GIVE_BACK =
      Held.SQL
          + """
          , moved as (
            update trial t
            set state = h.given_back, lease_worker_id = null, lease_until = null, steps_per_second = null,
                finished_at = case when h.given_back = 'CANCELLED' then now() end
            from held h where t.id = h.id
            returning t.id, t.sweep_id
          ), ended as (
            update attempt a set state = :state, finished_at = now(), message = :message
            from moved where a.id = :attempt
          ), told as (
            insert into event (kind, sweep_id, trial_id) select 'trial', sweep_id, id from moved
          )
          select id from moved
          """;

  private static final int LONGEST_MESSAGE = 4000;

  private final JdbcClient jdbc;

  WriteOutcome(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static AttemptState attemptState(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed ->
          completed.stoppedEarly() ? AttemptState.STOPPED_EARLY : AttemptState.COMPLETED;
      case Outcome.Infeasible infeasible -> AttemptState.INFEASIBLE;
      case Outcome.Failed failed -> AttemptState.FAILED;
      case Outcome.Cancelled cancelled -> AttemptState.CANCELLED;
      case Outcome.Released released -> AttemptState.RELEASED;
    };
  }

  /** False, and nothing written, if the attempt does not hold its trial. */
  boolean write(UUID attempt, Completion completion) {
    Outcome outcome = completion.outcome();
    StatementSpec statement =
        switch (outcome) {
          case Outcome.Completed completed -> complete(completed.result());
          case Outcome.Infeasible infeasible -> diverged(infeasible);
          case Outcome.Failed failed -> fail(failed);
          case Outcome.Cancelled cancelled -> giveBack(null);
          case Outcome.Released released -> giveBack(released.reason());
        };
    return statement
        .param("attempt", attempt)
        .param("epoch", completion.epoch())
        .param("state", attemptState(outcome).name())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  private StatementSpec complete(TrialResult result) {
    CertificateRecord first = result.certificates().stream().findFirst().orElse(null);
    LogBound bound = first == null ? LogBound.UNKNOWN : first.bound();
    return jdbc.sql(COMPLETE)
        .param("accuracy", result.accuracy())
        .param("loss", Columns.finite(result.loss()), Types.DOUBLE)
        .param("log10", Columns.log10(bound), Types.DOUBLE)
        .param("kind", bound.kind().name())
        .param("rule", first == null ? "none" : first.rule())
        .param("steps", result.steps())
        .param("seconds", result.trainSeconds())
        .param("sha256", result.checkpointSha256())
        .param("measures", Jsonb.write(result.measures()))
        .param("provenance", Jsonb.write(result.provenance()))
        .param("certificates", Jsonb.write(rows(result.certificates())));
  }

  private StatementSpec diverged(Outcome.Infeasible infeasible) {
    return jdbc.sql(DIVERGED)
        .param("step", infeasible.step())
        .param(
            "reason",
            "diverged at step %d: loss %s".formatted(infeasible.step(), infeasible.loss()))
        .param("message", shortened(infeasible.reason()));
  }

  private StatementSpec fail(Outcome.Failed failed) {
    return jdbc.sql(FAIL)
        .param("retried", failed.cause().isRetried())
        .param("cause", failed.cause().name())
        .param("signal", failed.signal(), Types.VARCHAR)
        .param("message", shortened(failed.message()));
  }

  private StatementSpec giveBack(@Nullable String reason) {
    return jdbc.sql(GIVE_BACK)
        .param("message", reason == null ? null : shortened(reason), Types.VARCHAR);
  }

  private static List<CertificateRow> rows(List<CertificateRecord> certificates) {
    return IntStream.range(0, certificates.size())
        .mapToObj(i -> CertificateRow.of(i, certificates.get(i)))
        .toList();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }
}
