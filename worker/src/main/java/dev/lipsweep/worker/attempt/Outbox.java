package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt has yet to report, in the order in which it came about: so a checkpoint is
 * reported after the metrics up to it, and the outcome last. Holds a bounded number of points; who
 * puts more waits, and with it the trainer.
 */
final class Outbox {
  /** About 3 MB of boxed numbers. */
  private static final int MOST_POINTS = 50_000;

  private static final int BATCH_POINTS = 2_000;

  /** One thing to report. */
  sealed interface Item {
    record Points(List<MetricChunk> chunks) implements Item {
      int count() {
        return chunks.stream().mapToInt(c -> c.steps().size()).sum();
      }
    }

    record Saved(TrainerEvent.Checkpoint checkpoint) implements Item {}

    record End(Outcome outcome) implements Item {}
  }

  private final Duration linger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private int points;
  private boolean closed;

  /**
   * @param linger how long points wait for others to be sent with
   */
  Outbox(Duration linger) {
    this.linger = linger;
  }

  /** Waits for room; does nothing once closed. */
  void put(Item item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (points >= MOST_POINTS && !closed && item instanceof Item.Points) {
        changed.await();
      }
      if (closed) {
        return;
      }
      items.add(item);
      if (item instanceof Item.Points p) {
        points += p.count();
      } else if (item instanceof Item.End) {
        closed = true;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Drops what it holds and whatever comes. */
  void discard() {
    lock.lock();
    try {
      closed = true;
      items.clear();
      points = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next thing to report; points come together with those after them.
   *
   * @return null if nothing came within that time
   */
  @Nullable Item take(Duration within) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = within.toNanos();
      while (items.isEmpty()) {
        if (left <= 0) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
      if (items.peekFirst() instanceof Item.Points) {
        lingerForMore();
        return takePoints();
      }
      return items.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  /** A later checkpoint that is on its way, so that an earlier one need not be sent. */
  TrainerEvent.@Nullable Checkpoint nextCheckpoint() {
    lock.lock();
    try {
      for (Item item : items) {
        if (item instanceof Item.Saved saved) {
          return saved.checkpoint();
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void lingerForMore() throws InterruptedException {
    long left = linger.toNanos();
    while (left > 0 && !closed && points < BATCH_POINTS && onlyPoints()) {
      left = changed.awaitNanos(left);
    }
  }

  private boolean onlyPoints() {
    return items.stream().allMatch(Item.Points.class::isInstance);
  }

  private Item takePoints() {
    var chunks = new ArrayList<MetricChunk>();
    int taken = 0;
    while (taken < BATCH_POINTS && items.peekFirst() instanceof Item.Points p) {
      items.removeFirst();
      chunks.addAll(p.chunks());
      taken += p.count();
    }
    points -= taken;
    changed.signalAll();
    return new Item.Points(chunks);
  }
}
