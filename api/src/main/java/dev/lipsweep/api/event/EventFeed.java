package dev.lipsweep.api.event;

import dev.lipsweep.persistence.event.Event;
import dev.lipsweep.persistence.event.EventLog;
import dev.lipsweep.persistence.event.EventTail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
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
    join(subscription);
    if (lastSeen != null) {
      subscription.begin(live.of(missed(lastSeen, sweep)));
    }
    return subscription;
  }

  /** One look at the log; what is new goes to every reader that it concerns. */
  synchronized void poll() {
    EventTail following = tail;
    if (following == null || subscriptions.isEmpty()) {
      return;
    }
    for (LiveEvent event : live.of(following.next())) {
      subscriptions.stream()
          .filter(subscription -> event.concerns(subscription.sweep()))
          .forEach(subscription -> subscription.offer(event));
    }
  }

  /**
   * The first reader sets the place in the log where following begins; while nobody reads, none
   * does.
   */
  private synchronized void join(Subscription subscription) {
    if (subscriptions.isEmpty()) {
      tail = new EventTail(log, log.newest(), null);
    }
    subscriptions.add(subscription);
    if (!isRunning()) {
      subscription.close();
    }
  }

  private List<Event> missed(long lastSeen, @Nullable UUID sweep) {
    var behind = new EventTail(log, lastSeen, sweep);
    var missed = new ArrayList<Event>();
    List<Event> some = behind.next();
    while (!some.isEmpty()) {
      missed.addAll(some);
      some = behind.next();
    }
    return missed;
  }

  /** Ends every stream: a reader comes again, with the number of the last event it saw. */
  private void closeAll() {
    List.copyOf(subscriptions).forEach(Subscription::close);
  }

  @Override
  public void start() {
    // set before it runs: the loop ends where it finds no thread
    Thread follower = Thread.ofVirtual().name("event-feed").unstarted(this::follow);
    thread = follower;
    follower.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
    closeAll();
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
        LOG.warn("cannot read the event log, readers have to resume: {}", e.toString());
        closeAll();
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  /**
   * Before the web server's graceful shutdown, which would wait for what is open here; after the
   * launcher, whose worker gives its trials back while the server still answers.
   */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
  }
}
