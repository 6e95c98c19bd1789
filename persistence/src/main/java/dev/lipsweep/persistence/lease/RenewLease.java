package dev.lipsweep.persistence.lease;

import static java.util.stream.Collectors.toMap;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.domain.wire.Renewed;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Prolongs leases and says what the server wants of each attempt. One statement, which commits by
 * itself: it is the most frequent write of all.
 */
@Component
public class RenewLease {
  /** A worker's row is written at most every two seconds, however many slots it renews. */
  private static final String RENEW =
      Held.many("step bigint, steps bigint, loss float8, pace float8")
          + """
          , renewed as (
            update trial t
            set lease_until = now() + :ttl * interval '1 ms',
                progress_step = coalesce(h.step, progress_step),
                progress_steps = coalesce(h.steps, progress_steps),
                progress_loss = coalesce(h.loss, progress_loss),
                steps_per_second = coalesce(h.pace, steps_per_second)
            from held h where t.id = h.id
            returning h.attempt, h.sweep_state, t.directive, t.lease_worker_id
          ), unheard as (
            select id from worker
            where id in (select lease_worker_id from renewed) and state <> 'LEFT'
              and (state = 'SILENT' or last_seen_at < now() - interval '2 s')
            for no key update skip locked
          ), heard as (
            update worker w set last_seen_at = now(), state = 'ALIVE' from unheard where w.id = unheard.id
          )
          select attempt,
                 case when sweep_state = 'CANCELLED' then 'CANCEL'
                      when directive <> 'CONTINUE' then directive
                      when sweep_state = 'PAUSED' then 'PAUSE'
                      else 'CONTINUE' end as directive
          from renewed
          """;

  private final JdbcClient jdbc;
  private final LeaseProperties properties;
  private final Batches<UUID, Shown, Optional<Directive>> batches =
      new Batches<>("renewals", this::renew);

  RenewLease(JdbcClient jdbc, LeaseProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  private record Shown(
      UUID attempt,
      long epoch,
      @Nullable Long step,
      @Nullable Long steps,
      @Nullable Double loss,
      @Nullable Double pace) {
    static Shown of(UUID attempt, Renewal renewal) {
      var progress = renewal.progress();
      return progress == null
          ? new Shown(attempt, renewal.epoch(), null, null, null, null)
          : new Shown(
              attempt,
              renewal.epoch(),
              progress.step(),
              progress.steps(),
              Columns.finite(progress.loss()),
              Columns.finite(progress.stepsPerSecond()));
    }
  }

  /**
   * @throws StaleEpoch if the attempt no longer holds its trial
   */
  public Renewed renew(UUID attempt, Renewal renewal) {
    Directive directive =
        batches
            .ask(attempt, Shown.of(attempt, renewal))
            .orElseThrow(() -> new StaleEpoch(attempt, renewal.epoch()));
    return new Renewed(directive, properties.ttl().toMillis());
  }

  private List<Optional<Directive>> renew(List<Shown> shown) {
    Map<UUID, Directive> renewed =
        jdbc
            .sql(RENEW)
            .param("shown", Jsonb.write(shown))
            .param("count", shown.size())
            .param("ttl", properties.ttl().toMillis())
            .query(
                (row, n) ->
                    Map.entry(
                        Columns.uuid(row, "attempt"),
                        Directive.valueOf(row.getString("directive"))))
            .list()
            .stream()
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    return shown.stream().map(one -> Optional.ofNullable(renewed.get(one.attempt()))).toList();
  }
}
