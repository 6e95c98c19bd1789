package dev.lipsweep.api.security;

import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.token.Scope;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * One client's loop must not take the server from the others. A wrong token costs its address a
 * right to be wrong again, never the right tokens that come from there too: a login node or a proxy
 * is one address for many people.
 */
@Component
@EnableConfigurationProperties(LimitProperties.class)
class RateLimits {
  private static final int BURST_SECONDS = 10;
  private static final int REMEMBERED = 10_000;

  private final LimitProperties limits;
  private final Map<UUID, Bucket> tokens = Recent.map(REMEMBERED);
  private final Map<String, Bucket> addresses = Recent.map(REMEMBERED);
  private final Counter wrongTokens;
  private final Counter refused;

  RateLimits(LimitProperties limits, MeterRegistry meters) {
    this.limits = limits;
    this.wrongTokens =
        Counter.builder("lipsweep.wrong.tokens")
            .description("requests with a token that is wrong or was revoked")
            .register(meters);
    this.refused =
        Counter.builder("lipsweep.requests.limited")
            .description("requests answered 429")
            .register(meters);
  }

  /** Counts a request; returns how long to wait before the next try, zero if it may go on. */
  Duration request(ApiToken token) {
    int perSecond =
        token.scopes().contains(Scope.WORKER) ? limits.workerRequests() : limits.requests();
    return take(
        tokens.computeIfAbsent(
            token.id(),
            id ->
                Bucket.builder()
                    .addLimit(
                        limit ->
                            limit
                                .capacity((long) perSecond * BURST_SECONDS)
                                .refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build()));
  }

  /** Counts a wrong token; returns how long to wait before the next try, zero if it may come. */
  Duration wrongToken(String address) {
    wrongTokens.increment();
    return take(
        addresses.computeIfAbsent(
            address,
            a ->
                Bucket.builder()
                    .addLimit(
                        limit ->
                            limit
                                .capacity(limits.wrongTokens())
                                .refillGreedy(limits.wrongTokens(), Duration.ofMinutes(1)))
                    .build()));
  }

  private Duration take(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return Duration.ZERO;
    }
    refused.increment();
    return Duration.ofNanos(probe.getNanosToWaitForRefill());
  }
}
