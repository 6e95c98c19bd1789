package dev.lipsweep.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server that answers what a test told it to, and remembers what it was asked. */
public final class FakeServer implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer http;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();

  public FakeServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /**
   * Answers a request such as {@code GET /api/v1/sweeps}; of several answers each is given once and
   * the last for ever. A request without its query string matches too.
   */
  public FakeServer on(String request, int status, String body) {
    answers.computeIfAbsent(request, r -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  public FakeServer on(String request, String body) {
    return on(request, 200, body);
  }

  /** Method, path with query, then headers of interest and the body, for each request. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    var headers = exchange.getRequestHeaders();
    byte[] sent = exchange.getRequestBody().readAllBytes();
    requests.add(
        "%s auth=%s type=%s key=%s body=%s"
            .formatted(
                line,
                headers.getFirst("Authorization"),
                headers.getFirst("Content-Type"),
                headers.getFirst("Idempotency-Key"),
                new String(sent, StandardCharsets.UTF_8)));
    Deque<Answer> known =
        answers.getOrDefault(line, answers.getOrDefault(line.replaceFirst("\\?.*", ""), null));
    Answer answer =
        known == null
            ? new Answer(
                404, "{\"type\":\"/problems/not-found\",\"detail\":\"no such " + line + "\"}")
            : known.size() > 1 ? known.remove() : known.peek();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
