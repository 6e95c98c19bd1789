package dev.lipsweep.it.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions to whichever server answers, as somebody asks who insists. */
final class Api {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final List<Integer> ports;
  private final String token;

  Api(List<Integer> ports, String token) {
    this.ports = ports;
    this.token = token;
  }

  /** Submitted once, however often it is sent. */
  String submit(String definition) {
    String key = UUID.randomUUID().toString();
    return insist(() -> send("POST", "/api/v1/sweeps", definition, key).get("id").asString());
  }

  JsonNode get(String path) {
    return insist(() -> send("GET", path, null, null));
  }

  List<JsonNode> items(String path) {
    var items = new ArrayList<JsonNode>();
    String cursor = null;
    do {
      JsonNode page =
          get(path + (path.contains("?") ? "&" : "?") + (cursor == null ? "" : "cursor=" + cursor));
      page.get("items").forEach(items::add);
      JsonNode next = page.path("nextCursor");
      cursor = next.isString() ? next.asString() : null;
    } while (cursor != null);
    return items;
  }

  private static <T> T insist(Callable<T> question) {
    return await("an answer")
        .atMost(Duration.ofMinutes(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(question, answer -> true);
  }

  private JsonNode send(String method, String path, String body, String key)
      throws IOException, InterruptedException {
    IOException last = null;
    for (int port : ports) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(60))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/yaml")
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      if (key != null) {
        request.header("Idempotency-Key", key);
      }
      try {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() < 300) {
          return JSON.readTree(response.body());
        }
        if (response.statusCode() < 500 && response.statusCode() != 409) {
          throw new IllegalStateException(path + ": " + response.body());
        }
        last = new IOException(path + ": " + response.body());
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
