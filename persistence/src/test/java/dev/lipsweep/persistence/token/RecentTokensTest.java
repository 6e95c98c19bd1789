package dev.lipsweep.persistence.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecentTokensTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private final RecentTokens recent = new RecentTokens(now::get);
  private final ApiToken token =
      new ApiToken(UUID.randomUUID(), "worker", "abc", Set.of(Scope.WORKER), BEGIN, null, null);

  @Test
  void a_token_is_known_for_a_moment_by_its_whole_text() {
    recent.keep("lsw_abc_1", token);
    assertThat(recent.find("lsw_abc_1")).contains(token);
    assertThat(recent.find("lsw_abc_2")).isEmpty();

    now.set(BEGIN.plus(RecentTokens.KEPT).minusNanos(1));
    assertThat(recent.find("lsw_abc_1")).contains(token);
    now.set(BEGIN.plus(RecentTokens.KEPT));
    assertThat(recent.find("lsw_abc_1")).isEmpty();
  }

  @Test
  void a_token_that_is_forgotten_is_asked_for_again_at_once() {
    recent.keep("lsw_abc_1", token);
    recent.forget(token.id());
    assertThat(recent.find("lsw_abc_1")).isEmpty();
  }
}
