package dev.lipsweep.persistence.lease;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes trials away from attempts whose lease has run out by the database's clock. The trial keeps
 * its checkpoint and its number of failures: a lost node is not the trial's fault.
 */
@Component
@Transactional
public class ReapExpiredLeases {
  private static final int BATCH = 500;

  private static final String REAP =
      """
      with expired as (
        select t.id, t.lease_until,
               case when s.state = 'CANCELLED' or t.directive = 'CANCEL' then 'CANCELLED'
                    when s.state = 'PAUSED' then 'WAITING'
                    else 'READY' end as next
        from trial t join sweep s on s.id = t.sweep_id
        where t.lease_worker_id is not null and t.lease_until < now()
        order by t.lease_until limit :batch
        for no key update of t skip locked
      ), moved as (
        update trial t
        set state = e.next, lease_worker_id = null, lease_until = null, steps_per_second = null,
            finished_at = case when e.next = 'CANCELLED' then now() end
        from expired e where t.id = e.id
        returning t.id, t.sweep_id, t.epoch, e.lease_until
      ), lost as (
        update attempt a set state = 'LOST', finished_at = now(), message = 'the lease ran out', expired_at = m.lease_until
        from moved m where a.trial_id = m.id and a.epoch = m.epoch
      ), told as (
        insert into event (kind, sweep_id, trial_id) select 'trial', sweep_id, id from moved
      )
      select count(*) from moved
      """;

  private final JdbcClient jdbc;
  private final ReadyTrials ready;

  ReapExpiredLeases(JdbcClient jdbc, ReadyTrials ready) {
    this.jdbc = jdbc;
    this.ready = ready;
  }

  /**
   * @return how many leases were taken away; at most a batch, so call it until it is 0
   */
  public int run() {
    int reaped = jdbc.sql(REAP).param("batch", BATCH).query(Integer.class).single();
    if (reaped > 0) {
      ready.signal();
    }
    return reaped;
  }
}
