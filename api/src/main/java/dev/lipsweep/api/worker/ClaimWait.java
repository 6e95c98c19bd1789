package dev.lipsweep.api.worker;

import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import dev.lipsweep.persistence.lease.ClaimTrials;
import dev.lipsweep.persistence.lease.ReadyTrials;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The long poll of a claim: asks the database, sleeps until trials may have become READY, and asks
 * again. No transaction is open while it sleeps. A signal is only a hint, since other servers make
 * trials READY too; so it asks every second or so in any case.
 */
@Component
class ClaimWait implements SmartLifecycle {
  private static final long POLL_MILLIS = 1000;
  private static final long JITTER_MILLIS = 500;

  private final ClaimTrials claims;
  private final ReadyTrials ready;
  private final Timer latency;
  private volatile boolean open;

  ClaimWait(ClaimTrials claims, ReadyTrials ready, MeterRegistry meters) {
    this.claims = claims;
    this.ready = ready;
    this.latency =
        Timer.builder("lipsweep.claim")
            .description("time of one claim in the database, waiting not counted")
            .publishPercentileHistogram()
            .register(meters);
  }

  Claimed claim(UUID worker, ClaimRequest request, Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      long seen = ready.signals();
      long begin = System.nanoTime();
      Claimed claimed = claims.claim(worker, request);
      latency.record(Duration.ofNanos(System.nanoTime() - begin));
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!claimed.leases().isEmpty() || claimed.drain() || !open || !left.isPositive()) {
        return claimed;
      }
      ready.await(seen, shorter(left));
    }
  }

  private static Duration shorter(Duration left) {
    long millis = POLL_MILLIS + ThreadLocalRandom.current().nextLong(JITTER_MILLIS);
    Duration poll = Duration.ofMillis(millis);
    return poll.compareTo(left) < 0 ? poll : left;
  }

  @Override
  public void start() {
    open = true;
  }

  @Override
  public void stop() {
    open = false;
    ready.signal();
  }

  @Override
  public boolean isRunning() {
    return open;
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
