package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.lease.LeaseClock;
import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.domain.wire.Renewed;
import dev.lipsweep.worker.server.Backoff;
import dev.lipsweep.worker.server.NotAuthorized;
import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerClient;
import dev.lipsweep.worker.server.ServerUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt's hold on its trial. Renews the lease until released, and knows at any time whether
 * the trial may have passed to another worker.
 */
final class LeaseHold {
  private static final Logger log = LoggerFactory.getLogger(LeaseHold.class);

  /** Waits are cut into parts of this length, since the clock need not be the system's. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  private static final Duration SHORTEST_CALL = Duration.ofMillis(500);

  private final Lease lease;
  private final ServerClient server;
  private final AttemptTiming timing;
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final Semaphore soon = new Semaphore(0);
  private volatile LeaseClock clock;
  private volatile Duration ttl;
  private volatile boolean released;
  private volatile boolean completing;
  private @Nullable Thread renewing;

  LeaseHold(Lease lease, ServerClient server, AttemptTiming timing) {
    this.lease = lease;
    this.server = server;
    this.timing = timing;
    this.ttl = Duration.ofMillis(lease.leaseMillis());
    // until the first renewal: a lease is old when a long poll or a lost answer brings it
    this.clock = new LeaseClock(ttl, timing.nanoTime(), timing.now());
  }

  /** Completed with the reason when the trial is no longer this attempt's. */
  CompletableFuture<String> lost() {
    return lost;
  }

  Duration ttl() {
    return ttl;
  }

  /** Looks at the clock, so that it is right even if the renewing thread gets no time to run. */
  boolean isLost() {
    if (!released && clock.mustStop()) {
      lose("no renewal was acknowledged within the lease of " + ttl.toMillis() + " ms");
    }
    return lost.isDone();
  }

  void lose(String reason) {
    lost.complete(reason);
  }

  /**
   * From now on the completion's own answer decides: a renewal may overtake it and be told that the
   * attempt holds nothing, because it has just been completed.
   */
  void completing() {
    completing = true;
  }

  void release() {
    released = true;
    Thread thread = renewing;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * Renews once, so that the clock starts with a request whose sending it saw: how long ago the
   * server granted the lease is not known, since the claim may have waited or its answer been lost.
   *
   * @return false if the lease was lost meanwhile
   */
  boolean confirm(Consumer<Directive> directives) throws InterruptedException {
    var backoff = new Backoff(timing.firstPause(), timing.longestPause());
    while (!isLost()) {
      if (renew(null, directives)) {
        return true;
      }
      backoff.pause();
    }
    return false;
  }

  void keepRenewing(Supplier<Renewal.@Nullable Progress> progress, Consumer<Directive> directives) {
    renewing =
        Thread.ofVirtual()
            .name("renew-" + lease.attemptId())
            .start(
                () -> {
                  LogFields.put(lease);
                  try {
                    renewUntilReleased(progress, directives);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } catch (RuntimeException e) {
                    log.error("attempt {}: no longer renewing", lease.attemptId(), e);
                    lose("a bug in the worker: " + e);
                  }
                });
  }

  /** The next renewal need not wait: there is something to tell. */
  void renewSoon() {
    soon.release();
  }

  private void renewUntilReleased(
      Supplier<Renewal.@Nullable Progress> progress, Consumer<Directive> directives)
      throws InterruptedException {
    var backoff = new Backoff(timing.firstPause(), timing.longestPause());
    Duration pause = interval();
    while (waitFor(pause)) {
      if (renew(progress.get(), directives)) {
        backoff.reset();
        pause = interval();
      } else {
        pause = backoff.next();
      }
    }
  }

  private Duration interval() {
    Duration quarter = clock.renewalInterval();
    return quarter.compareTo(timing.renewAtMost()) < 0 ? quarter : timing.renewAtMost();
  }

  private boolean waitFor(Duration pause) throws InterruptedException {
    long until = timing.now() + pause.toNanos();
    while (!released && !isLost()) {
      long left = until - timing.now();
      if (left <= 0) {
        return true;
      }
      if (soon.tryAcquire(Math.min(left, GLANCE.toNanos()), TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
    return false;
  }

  private boolean renew(Renewal.@Nullable Progress progress, Consumer<Directive> directives)
      throws InterruptedException {
    long sent = timing.now();
    try {
      Renewed renewed =
          server.renew(lease.attemptId(), new Renewal(lease.epoch(), progress), callTime());
      acknowledged(renewed, sent);
      directives.accept(renewed.directive());
      return true;
    } catch (StaleEpoch e) {
      if (completing) {
        released = true;
      } else {
        lose(String.valueOf(e.getMessage()));
      }
    } catch (Refused | NotAuthorized e) {
      lose("the server refuses to renew: " + e.getMessage());
    } catch (ServerUnavailable e) {
      return false;
    }
    return false;
  }

  /** No longer than a quarter of the lease: a call that hangs must not cost the others' turns. */
  private Duration callTime() {
    Duration quarter = clock.renewalInterval();
    return quarter.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : quarter;
  }

  private void acknowledged(Renewed renewed, long sent) {
    if (renewed.leaseMillis() == ttl.toMillis()) {
      clock.acknowledged(sent);
    } else {
      ttl = Duration.ofMillis(renewed.leaseMillis());
      clock = new LeaseClock(ttl, timing.nanoTime(), sent);
    }
  }
}
