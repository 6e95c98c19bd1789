package dev.lipsweep.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.persistence.DatabaseTest;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventTailTest extends DatabaseTest {
  private static final UUID SWEEP = new UUID(1, 1);

  @Autowired EventLog log;
  @Autowired DataSource dataSource;

  @Test
  void an_event_that_becomes_visible_late_is_not_missed_and_none_is_told_twice() throws Exception {
    var tail = new EventTail(log, log.newest(), null);
    try (Connection slow = dataSource.getConnection()) {
      slow.setAutoCommit(false);
      slow.createStatement()
          .execute("insert into event (kind, sweep_id) values ('sweep', gen_random_uuid())");
      log.sweepChanged(SWEEP);
      assertThat(tail.next()).extracting(Event::seq).containsExactly(2L);
      slow.commit();
    }
    log.sweepChanged(SWEEP);

    assertThat(tail.next()).extracting(Event::seq).containsExactly(1L, 3L);
    assertThat(tail.next()).isEmpty();
  }

  @Test
  void a_reader_of_one_sweep_sees_its_events_from_where_it_was() {
    log.sweepChanged(SWEEP);
    log.sweepChanged(new UUID(2, 2));
    log.sweepChanged(SWEEP);

    var tail = new EventTail(log, 1, SWEEP);

    assertThat(tail.next()).extracting(Event::seq).containsExactly(3L);
    assertThat(tail.next()).isEmpty();
  }

  @Test
  void old_events_are_deleted() {
    log.sweepChanged(SWEEP);
    jdbc.sql("update event set at = now() - interval '2 d'").update();
    log.sweepChanged(SWEEP);

    assertThat(log.deleteOlderThan(Duration.ofDays(1))).isEqualTo(1);
    assertThat(log.newest()).isEqualTo(2);
  }
}
