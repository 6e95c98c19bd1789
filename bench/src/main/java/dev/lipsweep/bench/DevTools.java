package dev.lipsweep.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser's own remote control, the Chrome DevTools Protocol. A browser testing library brings
 * 200 MB along for what a WebSocket of the JDK does.
 */
final class DevTools implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final Map<String, BiConsumer<String, JsonNode>> listeners = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  DevTools(URI address) {
    socket = http.newWebSocketBuilder().buildAsync(address, new Messages()).join();
  }

  /**
   * The answer to a command.
   *
   * @param session of a page; null for the browser itself
   */
  JsonNode send(@Nullable String session, String method, Map<String, ?> parameters)
      throws IOException {
    int id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    asked.put(id, answer);
    var message = new java.util.HashMap<String, Object>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }
    socket.sendText(JSON.writeValueAsString(message), true).join();
    try {
      JsonNode said = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      if (said.has("error")) {
        throw new IOException(
            "%s: the browser says %s".formatted(method, said.at("/error/message").asString()));
      }
      return said.get("result");
    } catch (CompletionException e) {
      throw new IOException("%s: the browser does not answer".formatted(method), e);
    }
  }

  /** Tells of a page's events: their name and what they say. */
  void listen(String session, BiConsumer<String, JsonNode> listener) {
    listeners.put(session, listener);
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }

  /** Puts messages together, which come in parts, and hands them on. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        hear(message);
      }
      from.request(1);
      return null;
    }

    private void hear(JsonNode message) {
      if (message.has("id")) {
        CompletableFuture<JsonNode> answer = asked.remove(message.get("id").asInt());
        if (answer != null) {
          answer.complete(message);
        }
        return;
      }
      var listener = listeners.get(message.path("sessionId").asString(""));
      if (listener != null) {
        listener.accept(message.get("method").asString(), message.get("params"));
      }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      asked.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }
}
