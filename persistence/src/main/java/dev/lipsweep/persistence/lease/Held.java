package dev.lipsweep.persistence.lease;

/**
 * The fence that opens every write of an attempt: {@code held} has one row, locked, if the attempt
 * holds its trial with this epoch, and none otherwise. Whether the lease's time is up does not
 * matter as long as nobody has taken the trial away: a result that comes late but first is a
 * result.
 */
final class Held {
  static final String SQL =
      """
      with held as (
        select t.id, t.sweep_id, t.configuration_id, t.failures, t.directive, t.memory_bytes is not null as raised,
               s.state as sweep_state, s.max_attempts, a.id as attempt_id,
               case when s.state = 'CANCELLED' or t.directive = 'CANCEL' then 'CANCELLED'
                    when s.state = 'PAUSED' then 'WAITING'
                    else 'READY' end as given_back
        from attempt a join trial t on t.id = a.trial_id join sweep s on s.id = t.sweep_id
        where a.id = :attempt and a.epoch = :epoch and t.epoch = a.epoch and t.state = 'RUNNING'
        for no key update of t
      )
      """;

  private Held() {}
}
