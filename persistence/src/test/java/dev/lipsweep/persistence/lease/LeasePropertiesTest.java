package dev.lipsweep.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.persistence.DatabaseTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class LeasePropertiesTest extends DatabaseTest {
  @Autowired LeaseProperties properties;
  @Autowired ReadyTrials ready;
  @Autowired TransactionTemplate transaction;

  @Test
  void a_lease_lasts_thirty_seconds_unless_told_otherwise() {
    assertThat(properties).isEqualTo(new LeaseProperties(Duration.ofSeconds(30)));
    assertThatThrownBy(() -> new LeaseProperties(Duration.ofMillis(10)))
        .hasMessageContaining("give at least 1s");
  }

  @Test
  void waiting_claims_wake_after_the_commit_and_not_before() throws Exception {
    long seen = ready.signals();
    var woken = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                woken.complete(ready.await(seen, Duration.ofSeconds(60)));
              } catch (InterruptedException e) {
                woken.completeExceptionally(e);
              }
            });

    transaction.executeWithoutResult(
        status -> {
          ready.signal();
          assertThat(ready.signals()).isEqualTo(seen);
        });

    assertThat(woken.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ready.await(seen, Duration.ofSeconds(60)))
        .as("a signal in between is not lost")
        .isTrue();
    assertThat(ready.await(ready.signals(), Duration.ZERO)).isFalse();
  }
}
