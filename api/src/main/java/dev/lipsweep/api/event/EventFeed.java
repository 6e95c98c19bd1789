package dev.lipsweep.api.event;

import dev.lipsweep.persistence.event.EventLog;
import dev.lipsweep.persistence.event.EventTail;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the log for all readers of this process: one query per poll, however many read. The log
 * is in the database, so changes made by other servers arrive too.
 */
@Component
class EventFeed implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final long POLL_MILLIS = 500;

  private final EventLog log;
  private final LiveEvents live;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread thread;
  private @Nullable EventTail tail;

  EventFeed(EventLog log, LiveEvents live) {
    this.log = log;
    this.live = live;
  }

  /**
   * Events from now on, after those since {@code lastSeen} if it is given.
   *
   * @param sweep only events of this sweep; null for all
   */
  Subscription subscribe(@Nullable UUID sweep, @Nullable Long lastSeen) {
    var subscription = new Subscription(sweep, subscriptions::remove);
    // first the live events, then the missed ones: nothing falls between, doubles are dropped
    subscriptions.add(subscription);
    if (thread == null) {
      subscription.close();
    } else if (lastSeen != null) {
      List<LiveEvent> missed = live.of(new EventTail(log, lastSeen, sweep).next());
      subscription.begin(missed.stream().filter(event -> event.seq() > lastSeen).toList());
    }
    return subscription;
  }

  /** One look at the log; what is new goes to every reader that it concerns. */
  synchronized void poll() {
    if (tail == null || subscriptions.isEmpty()) {
      // nobody reads: the next reader begins with now
      tail = new EventTail(log, log.newest(), null);
      return;
    }
    for (LiveEvent event : live.of(tail.next())) {
      subscriptions.stream()
          .filter(subscription -> event.concerns(subscription.sweep()))
          .forEach(subscription -> subscription.offer(event));
    }
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("event-feed").start(this::follow);
  }

  /** Ends every stream: a reader comes again, with the number of the last event it saw. */
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
    List.copyOf(subscriptions).forEach(Subscription::close);
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void follow() {
    while (isRunning()) {
      try {
        poll();
      } catch (RuntimeException e) {
        LOG.warn("cannot read the event log, trying again: {}", e.toString());
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }
}
