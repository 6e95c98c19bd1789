package dev.lipsweep.worker;

import dev.lipsweep.worker.attempt.Attempt;
import dev.lipsweep.worker.attempt.Report;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The attempts that a claim names as held: those that run, and those that were dropped so lately
 * that the server may still count them ours. A dropped one must not be handed out again under its
 * old epoch, since its first chunks of metrics are stored already.
 */
final class HeldAttempts {
  private final Map<UUID, Attempt> running = new ConcurrentHashMap<>();
  private final Map<UUID, Long> droppedUntil = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private final AttemptLines lines;

  HeldAttempts(LongSupplier nanoTime, AttemptLines lines) {
    this.nanoTime = nanoTime;
    this.lines = lines;
  }

  /** Holds it until it is reported or dropped. */
  void add(Attempt attempt) {
    running.put(attempt.lease().attemptId(), attempt);
    attempt.report().thenAccept(report -> ended(attempt, report));
  }

  List<UUID> ids() {
    long now = nanoTime.getAsLong();
    droppedUntil.values().removeIf(until -> until - now < 0);
    return Stream.concat(running.keySet().stream(), droppedUntil.keySet().stream())
        .distinct()
        .toList();
  }

  boolean contains(UUID attemptId) {
    return ids().contains(attemptId);
  }

  Collection<Attempt> running() {
    return running.values();
  }

  /** True if nothing runs any more; false after that time. */
  boolean awaitNone(Duration patience) throws InterruptedException {
    var reports =
        running.values().stream().map(Attempt::report).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(reports).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  private void ended(Attempt attempt, Report report) {
    UUID id = attempt.lease().attemptId();
    if (report instanceof Report.Dropped) {
      long twice = attempt.leaseTime().multipliedBy(2).toNanos();
      droppedUntil.put(id, nanoTime.getAsLong() + twice);
    }
    running.remove(id);
    lines.ends(attempt.lease(), report);
  }
}
