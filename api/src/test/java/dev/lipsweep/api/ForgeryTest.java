package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lipsweep.api.Api.Reply;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.token.ApiTokens;
import dev.lipsweep.persistence.token.Scope;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a worker's token can't do: another's work, an old right, the same thing twice. */
class ForgeryTest {
  private final Api admin = TestServer.admin();

  @Test
  void nothing_is_written_under_a_forged_epoch_or_by_another_workers_token() {
    try (var trial = new Running("forged")) {
      ApiToken.Created other =
          TestServer.bean(ApiTokens.class).create("thief", Set.of(Scope.WORKER));
      Api thief = TestServer.as(other.plainText());
      String path = "/api/v1/attempts/" + trial.lease.attempt();
      for (String write : java.util.List.of("renewals", "metrics", "checkpoint", "completion")) {
        Reply refused = thief.post(path + "/" + write, "{\"epoch\": 1}");
        assertThat(refused.expect(403).problem()).isEqualTo("forbidden");
      }
      for (long epoch : new long[] {0, 2, -1, Long.MAX_VALUE}) {
        Reply refused =
            trial.worker.api().post(path + "/renewals", "{\"epoch\": %d}".formatted(epoch));
        assertThat(refused.expect(409).problem()).isEqualTo("stale-epoch");
      }
      trial.lease.renew(1).expect(200);
    }
  }

  @Test
  void a_completion_counts_once_however_often_it_is_sent() {
    try (var trial = new Running("replayed")) {
      String hash =
          ScriptedWorker.sha256("replayed".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      trial
          .worker
          .api()
          .put(
              "/api/v1/artifacts/" + hash,
              "replayed".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      trial.lease.complete(2.0, 0.5, hash).expect(204);
      trial.lease.complete(1.0, 0.9, hash).expect(204); // a repeat is accepted, and changes nothing
      Reply other = trial.lease.end(Map.of("type", "Cancelled", "step", 1));
      assertThat(other.expect(409).problem()).isEqualTo("stale-epoch");
      var stored = admin.get("/api/v1/trials/" + trial.lease.trial()).expect(200).json();
      assertThat(stored.get("accuracy").asDouble()).isEqualTo(0.5);
      assertThat(stored.at("/bound/log10").asDouble()).isEqualTo(2.0);
    }
  }

  @Test
  void no_token_is_in_a_log_or_an_answer() {
    var seen = new ListAppender<ILoggingEvent>();
    seen.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(seen);
    String secret = "f00d".repeat(16);
    try {
      Api wrong = TestServer.from("127.0.0.3", "lsw_abc_" + secret);
      String answers =
          wrong.get("/api/v1/sweeps").text()
              + wrong.post("/api/v1/tokens", "{\"name\": \"" + secret).text()
              + admin.get("/api/v1/trials/x?token=" + secret).text()
              + admin.post("/api/v1/tokens", "{\"name\": 7, \"token\": \"" + secret + "\"").text()
              + admin.get("/api/v1/audit?limit=10").text();
      assertThat(answers).doesNotContain(secret);
    } finally {
      root.detachAppender(seen);
    }
    assertThat(seen.list).noneMatch(event -> event.getFormattedMessage().contains(secret));
  }

  /** A sweep of one trial that a worker holds; cancelled in the end. */
  private final class Running implements AutoCloseable {
    private final ScriptedWorker worker;
    private final ScriptedWorker.Lease lease;
    private final String sweep;

    Running(String name) {
      sweep = name;
      worker = new ScriptedWorker(name);
      admin
          .yaml(
              "/api/v1/sweeps",
              """
              name: %s
              recipe: text-tiny
              space: [{optimizer: muon, constraint: spectral_soft_cap, sigmaMax: 1, learningRate: 0.1}]
              """
                  .formatted(name))
          .expect(201);
      lease = worker.claim(1, 30).getFirst();
    }

    @Override
    public void close() {
      admin.post("/api/v1/sweeps/%s/cancel".formatted(sweep), "");
      worker.leave();
    }
  }
}
