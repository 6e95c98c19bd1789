package dev.lipsweep.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.token.Scope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final RateLimits limits =
      new RateLimits(new LimitProperties(1, 1_000_000, 1), new SimpleMeterRegistry());

  @Test
  void a_token_that_asks_without_end_has_to_wait_and_others_do_not() {
    ApiToken greedy = token(Scope.READ);
    assertThat(waits(() -> limits.request(greedy))).isTrue();
    assertThat(limits.request(token(Scope.READ))).isZero();
    assertThat(waits(() -> limits.request(token(Scope.WORKER)))).isFalse();
  }

  @Test
  void wrong_tokens_are_counted_for_each_address() {
    assertThat(limits.wrongToken("10.0.0.1")).isZero();
    assertThat(waits(() -> limits.wrongToken("10.0.0.1"))).isTrue();
    assertThat(limits.wrongToken("10.0.0.2")).isZero();
  }

  private static boolean waits(Supplier<Duration> ask) {
    return Stream.generate(ask).limit(10_000).anyMatch(Duration::isPositive);
  }

  private static ApiToken token(Scope scope) {
    return new ApiToken(UUID.randomUUID(), "t", "p", Set.of(scope), Instant.EPOCH, null, null);
  }
}
