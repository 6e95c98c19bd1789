package dev.lipsweep.persistence.lease;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes claims that wait, when this process has made trials READY. It is a hint that saves waiting;
 * other processes make trials READY too, so whoever waits polls every second or so all the same.
 */
@Component
public class ReadyTrials {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long signals;

  /** Reads before a claim what {@link #await} compares with after it. */
  public long signals() {
    lock.lock();
    try {
      return signals;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until trials have become READY since {@code seen} was read, at most {@code longest}.
   *
   * @return true if there was a signal, false if the time ran out
   */
  public boolean await(long seen, Duration longest) throws InterruptedException {
    long nanos = longest.toNanos();
    lock.lock();
    try {
      while (signals == seen && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return signals != seen;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes everybody, after the current transaction's commit if there is one. */
  public void signal() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              wakeAll();
            }
          });
    } else {
      wakeAll();
    }
  }

  private void wakeAll() {
    lock.lock();
    try {
      signals++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
