package dev.lipsweep.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
  private final AtomicLong now = new AtomicLong(5);
  private final LeaseClock clock = new LeaseClock(Duration.ofSeconds(8), now::get, now.get());

  @Test
  void the_worker_must_stop_before_the_database_lets_the_lease_go() {
    now.addAndGet(Duration.ofMillis(6_999).toNanos());
    assertThat(clock.mustStop()).isFalse();
    now.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(clock.mustStop()).isTrue();
  }

  @Test
  void a_renewal_counts_from_when_it_was_sent_not_from_when_it_was_answered() {
    long sent = now.addAndGet(Duration.ofSeconds(4).toNanos());
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    clock.acknowledged(sent);
    assertThat(clock.remaining()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void an_older_renewal_that_is_answered_late_takes_nothing_away() {
    long first = now.addAndGet(Duration.ofSeconds(1).toNanos());
    long second = now.addAndGet(Duration.ofSeconds(1).toNanos());
    clock.acknowledged(second);
    clock.acknowledged(first);
    assertThat(clock.remaining()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void three_renewals_may_be_lost() {
    assertThat(clock.renewalInterval().multipliedBy(3)).isLessThan(clock.remaining());
  }
}
