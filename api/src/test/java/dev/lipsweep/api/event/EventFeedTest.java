package dev.lipsweep.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.api.TestServer;
import dev.lipsweep.persistence.event.EventLog;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(120)
class EventFeedTest {
  private static final int FEEDS = 500;

  /** One in some hundred of them was dead from its start, when its thread ran too soon. */
  @Test
  void a_feed_that_has_started_follows_the_log() throws InterruptedException {
    List<EventFeed> feeds = Stream.generate(EventFeedTest::started).limit(FEEDS).toList();
    try {
      UUID sweep = UUID.randomUUID();
      List<Subscription> readers = feeds.stream().map(feed -> feed.subscribe(sweep, null)).toList();
      TestServer.bean(JdbcClient.class)
          .sql("insert into event (kind, sweep_id) values ('frontier', ?)")
          .param(sweep)
          .update();
      for (Subscription reader : readers) {
        assertThat(reader.next(20, TimeUnit.SECONDS)).isNotNull();
      }
    } finally {
      feeds.forEach(EventFeed::stop);
    }
  }

  private static EventFeed started() {
    var feed = new EventFeed(TestServer.bean(EventLog.class), TestServer.bean(LiveEvents.class));
    feed.start();
    return feed;
  }
}
