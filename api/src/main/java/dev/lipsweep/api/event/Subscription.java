package dev.lipsweep.api.event;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One reader's queue. A reader that is too slow is cut off, and resumes from what it saw last. */
final class Subscription implements AutoCloseable {
  private static final int LONGEST_QUEUE = 10_000;

  private final @Nullable UUID sweep;
  private final Consumer<Subscription> onClose;
  private final BlockingQueue<LiveEvent> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
  private final java.util.ArrayDeque<LiveEvent> missed = new java.util.ArrayDeque<>();
  private final java.util.Set<Long> given = new java.util.HashSet<>();
  private volatile boolean closed;

  Subscription(@Nullable UUID sweep, Consumer<Subscription> onClose) {
    this.sweep = sweep;
    this.onClose = onClose;
  }

  @Nullable UUID sweep() {
    return sweep;
  }

  void begin(List<LiveEvent> events) {
    missed.addAll(events);
    events.forEach(event -> given.add(event.seq()));
  }

  void offer(LiveEvent event) {
    if (!queue.offer(event)) {
      close();
    }
  }

  /** The next event; null if none came within the time, or the stream has ended. */
  @Nullable LiveEvent next(long timeout, TimeUnit unit) throws InterruptedException {
    LiveEvent old = missed.poll();
    if (old != null) {
      return old;
    }
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    while (!closed && System.nanoTime() < deadline) {
      // short waits, so that a closed stream ends soon
      LiveEvent event = queue.poll(500, TimeUnit.MILLISECONDS);
      if (event != null && !given.contains(event.seq())) {
        return event;
      }
    }
    return null;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    onClose.accept(this);
  }
}
