package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.lipsweep.persistence.frontier.FrontierChanges;
import dev.lipsweep.scheduler.webhook.Signature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A real receiver is told when a frontier changes, and is told again if it did not listen. */
class WebhookTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private record Received(String signature, String delivery, String attempt, String body) {}

  private final Api api = TestServer.admin();
  private final ScriptedWorker worker = new ScriptedWorker("hooks");
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final String sweep = "hook-" + UUID.randomUUID();
  private HttpServer receiver;
  private List<ScriptedWorker.Lease> leases;
  private String hook;
  private String secret;

  @BeforeEach
  void a_frontier_with_a_point_and_a_receiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              new Received(
                  exchange.getRequestHeaders().getFirst(Signature.HEADER),
                  exchange.getRequestHeaders().getFirst("Lipsweep-Delivery"),
                  exchange.getRequestHeaders().getFirst("Lipsweep-Attempt"),
                  body));
          Integer answer = answers.poll();
          exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
          exchange.close();
        });
    receiver.start();
    api.get("/api/v1/sweeps?state=RUNNING&limit=1000")
        .json()
        .get("items")
        .forEach(s -> api.post("/api/v1/sweeps/" + s.get("id").asString() + "/cancel", ""));
    api.yaml("/api/v1/sweeps", ProtocolTest.definition(sweep, 4)).expect(201);
    leases = worker.claim(4, 5);
    complete(0, 1.0, 0.3);
    api.yaml("/api/v1/frontiers", "name: %s\nsweeps: %1$s\n".formatted(sweep)).expect(201);
    TestServer.bean(FrontierChanges.class).look(); // from here on changes are changes
    JsonNode made =
        api.post(
                "/api/v1/webhooks",
                "{\"url\": \"http://127.0.0.1:%d/hook\", \"frontiers\": [\"%s\"]}"
                    .formatted(receiver.getAddress().getPort(), sweep))
            .expect(201)
            .json();
    hook = made.get("id").asString();
    secret = made.get("secret").asString();
  }

  @AfterEach
  void leave() {
    api.delete("/api/v1/webhooks/" + hook);
    receiver.stop(0);
    worker.leave();
  }

  @Test
  void a_change_is_told_signed_once_and_again_until_it_arrives() {
    answers.add(500);
    complete(1, 2.0, 0.2); // changes nothing
    complete(2, 2.0, 0.6);
    await().atMost(LONG).until(() -> received.size() == 1);

    Received first = received.peek();
    JsonNode told = Api.JSON.readTree(first.body());
    assertThat(told.get("event").asString()).isEqualTo("frontier-changed");
    assertThat(told.at("/data/frontier").asString()).isEqualTo(sweep);
    assertThat(told.at("/data/points").asInt()).isEqualTo(2);
    assertThat(told.at("/data/gained/0/trialIds/0").asString()).isEqualTo(leases.get(2).trial());
    assertThat(told.at("/data/lost")).isEmpty();
    Instant at =
        Instant.ofEpochSecond(Long.parseLong(first.signature().replaceAll("t=(\\d+),.*", "$1")));
    assertThat(first.signature()).isEqualTo(Signature.of(secret, at, first.body()));
    assertThat(first.signature()).isNotEqualTo(Signature.of(secret, at, first.body() + " "));
    assertThat(first.attempt()).isEqualTo("1");
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(delivery().get("lastStatus").asInt()).isEqualTo(500));
    assertThat(delivery().get("state").asString()).isEqualTo("PENDING");
    assertThat(Instant.parse(delivery().get("dueAt").asString())).isAfter(Instant.now());

    TestServer.bean(JdbcClient.class).sql("update webhook_delivery set due_at = now()").update();
    await().atMost(LONG).until(() -> delivery().get("state").asString().equals("DELIVERED"));
    assertThat(received).hasSize(2);
    assertThat(received).extracting(Received::delivery).containsOnly(first.delivery());
    assertThat(received).extracting(Received::body).containsOnly(first.body());
    assertThat(delivery().get("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void the_secret_is_shown_once_and_the_webhook_can_be_ended() {
    assertThat(secret).startsWith("lwh_");
    assertThat(api.get("/api/v1/webhooks").expect(200).text())
        .contains(hook)
        .doesNotContain(secret);
    assertThat(api.get("/api/v1/webhooks/" + hook + "/deliveries").expect(200).text())
        .doesNotContain(secret);
    api.delete("/api/v1/webhooks/" + hook).expect(204);
    api.delete("/api/v1/webhooks/" + hook).expect(404);
    api.get("/api/v1/webhooks/" + hook + "/deliveries").expect(404);
  }

  @Test
  void what_is_no_receiver_is_refused() {
    for (String url :
        List.of(
            "ftp://127.0.0.1/x",
            "file:///etc/passwd",
            "not a url",
            "http://169.254.169.254/latest/meta-data",
            "http://user:pw@127.0.0.1/x",
            "http://0.0.0.0/x",
            "http:///x")) {
      assertThat(
              api.post("/api/v1/webhooks", "{\"url\": \"%s\"}".formatted(url))
                  .expect(400)
                  .problem())
          .as(url)
          .isEqualTo("invalid-request");
    }
    assertThat(
            api.post(
                    "/api/v1/webhooks",
                    "{\"url\": \"http://127.0.0.1/x\", \"frontiers\": [\"%sx\"]}".formatted(sweep))
                .expect(400)
                .text())
        .contains("did you mean '%s'".formatted(sweep));
  }

  @Test
  void the_event_stream_tells_it_too() throws IOException {
    try (var stream = api.stream("/api/v1/events");
        var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      assertThat(in.readLine()).startsWith(":");
      complete(3, 0.5, 0.9);
      String line = in.readLine();
      boolean named = false;
      while (line != null && !(named && line.contains(sweep))) {
        named = named && line.startsWith("data:") || line.equals("event: frontier-changed");
        line = in.readLine();
      }
      JsonNode change = Api.JSON.readTree(String.valueOf(line).substring("data: ".length()));
      assertThat(change.get("points").asInt()).isEqualTo(1);
      assertThat(change.get("lost")).hasSize(1);
    }
    assertThat(
            api.get("/api/v1/frontiers/" + sweep + "/definition").json().get("changedAt").isNull())
        .isFalse();
  }

  private JsonNode delivery() {
    return api.get("/api/v1/webhooks/" + hook + "/deliveries").expect(200).json().at("/items/0");
  }

  private void complete(int trial, double log10Bound, double accuracy) {
    byte[] weights = ("weights of " + leases.get(trial).trial()).getBytes(StandardCharsets.UTF_8);
    String hash = ScriptedWorker.sha256(weights);
    worker.api().put("/api/v1/artifacts/" + hash, weights);
    leases.get(trial).complete(log10Bound, accuracy, hash).expect(204);
  }
}
