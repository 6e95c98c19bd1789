package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.wire.Outcome;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Writes the outcomes that are no result, each by one fenced statement. False, and nothing written,
 * if the attempt does not hold its trial.
 */
@Component
class WriteOutcome {
  private static final String DIVERGED =
      Held.ONE
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
      Held.ONE
          + """
          , decided as (
            select h.id, a.memory_bytes as had, a.device, a.worker_id,
                   case when :retried and failures + 1 < max_attempts
                             and not (:cause = 'OUT_OF_MEMORY' and h.raised)
                             and not exists (select from quarantine q where q.sweep_id = h.sweep_id and q.configuration_id = h.configuration_id)
                        then given_back else 'FAILED' end as next
            from held h join attempt a on a.id = h.attempt
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
      Held.ONE
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

  boolean infeasible(UUID attempt, long epoch, Outcome.Infeasible outcome) {
    StatementSpec diverged =
        jdbc.sql(DIVERGED)
            .param("step", outcome.step())
            .param(
                "reason", "diverged at step %d: loss %s".formatted(outcome.step(), outcome.loss()))
            .param("message", shortened(outcome.reason()));
    return written(diverged, attempt, epoch);
  }

  boolean failed(UUID attempt, long epoch, Outcome.Failed outcome) {
    StatementSpec fail =
        jdbc.sql(FAIL)
            .param("retried", outcome.cause().isRetried())
            .param("cause", outcome.cause().name())
            .param("signal", outcome.signal(), Types.VARCHAR)
            .param("message", shortened(outcome.message()));
    return written(fail, attempt, epoch);
  }

  boolean givenBack(UUID attempt, long epoch, AttemptState state, @Nullable String reason) {
    StatementSpec giveBack =
        jdbc.sql(GIVE_BACK)
            .param("state", state.name())
            .param("message", reason == null ? null : shortened(reason), Types.VARCHAR);
    return written(giveBack, attempt, epoch);
  }

  private static boolean written(StatementSpec statement, UUID attempt, long epoch) {
    return statement
        .param("attempt", attempt)
        .param("epoch", epoch)
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }
}
