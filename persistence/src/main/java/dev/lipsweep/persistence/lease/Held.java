package dev.lipsweep.persistence.lease;

/**
 * The fence that opens every write of an attempt: {@code held} has a row, locked, for each attempt
 * shown that holds its trial with the epoch shown. Whether the lease's time is up does not matter
 * as long as nobody has taken the trial away: a result that comes late but first is a result.
 */
final class Held {
  /**
   * Locks are taken in one order, so that statements with many attempts do not wait in a circle.
   */
  private static final String FENCE =
      """
      , held as (
        select shown.*, t.id, t.sweep_id, t.configuration_id, t.failures, t.directive, t.memory_bytes is not null as raised,
               s.state as sweep_state, s.max_attempts, s.max_concurrent is not null or a.memory_bytes > 0 as makes_room,
               case when s.state = 'CANCELLED' or t.directive = 'CANCEL' then 'CANCELLED'
                    when s.state = 'PAUSED' then 'WAITING'
                    else 'READY' end as given_back
        from shown join attempt a on a.id = shown.attempt and a.epoch = shown.epoch
          join trial t on t.id = a.trial_id and t.epoch = a.epoch join sweep s on s.id = t.sweep_id
        where t.state = 'RUNNING'
        order by t.sweep_id, t.id
        for no key update of t
      )
      """;

  /** Of {@code :attempt} with {@code :epoch}. */
  static final String ONE =
      """
      with shown as (select cast(:attempt as uuid) as attempt, cast(:epoch as bigint) as epoch)
      """
          + FENCE;

  private Held() {}

  /**
   * Of the rows of {@code :shown}, a JSON array of {@code :count} objects that name an attempt, its
   * epoch, and these columns.
   */
  static String many(String columns) {
    // without the limit plans are made for a hundred rows, and read whole tables while they are
    // small
    return """
        with shown as materialized (
          select * from jsonb_to_recordset(cast(:shown as jsonb)) as r(attempt uuid, epoch bigint, %s) limit :count
        )
        """
            .formatted(columns)
        + FENCE;
  }
}
