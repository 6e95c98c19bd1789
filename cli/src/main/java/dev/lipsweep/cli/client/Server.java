package dev.lipsweep.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The server, over HTTP. Every method throws {@link Refused} when the server says no and {@link
 * Unreachable} when it says nothing.
 */
public final class Server {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int PAGE = 500;

  /** Jackson 3 refuses a missing number by default; an older server may not send all of ours. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final URI address;
  private final @Nullable String token;
  private final HttpClient http;

  /**
   * @param address such as {@code http://127.0.0.1:8420}, without a slash at its end
   * @param token bearer token, or null to ask without
   */
  public Server(URI address, @Nullable String token) {
    this(address, token, null);
  }

  /**
   * @param trust which servers to believe; null for those that the JDK believes
   */
  public Server(URI address, @Nullable String token, @Nullable SSLContext trust) {
    this.address = address;
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    this.http = (trust == null ? builder : builder.sslContext(trust)).build();
  }

  public URI address() {
    return address;
  }

  /** The body of {@code GET path}; {@code path} starts with a slash. */
  public String get(String path) {
    return send("GET", path, BodyPublishers.noBody(), Map.of());
  }

  /** The same for what is no text. */
  public byte[] download(String path) {
    return bytes("GET", path, BodyPublishers.noBody(), Map.of());
  }

  public <T> T get(String path, Class<T> type) {
    return read(get(path), type);
  }

  public String post(String path) {
    return send("POST", path, BodyPublishers.noBody(), Map.of());
  }

  public void delete(String path) {
    send("DELETE", path, BodyPublishers.noBody(), Map.of());
  }

  /** Sends a text; {@code headers} names its Content-Type. */
  public String post(String path, byte[] body, Map<String, String> headers) {
    return send("POST", path, BodyPublishers.ofByteArray(body), headers);
  }

  public String put(String path, byte[] body, Map<String, String> headers) {
    return send("PUT", path, BodyPublishers.ofByteArray(body), headers);
  }

  /** All items of a paged list, or the first {@code limit}. */
  public <T> Listing<T> list(String path, int limit, Class<T> type) {
    ArrayNode items = JSON.createArrayNode();
    String cursor = null;
    do {
      String query = "limit=" + Math.min(PAGE, limit - items.size());
      query += cursor == null ? "" : "&cursor=" + encoded(cursor);
      JsonNode page = tree(get(path + (path.contains("?") ? "&" : "?") + query));
      page.path("items").forEach(items::add);
      JsonNode next = page.path("nextCursor");
      cursor = next.isString() ? next.asString() : null;
    } while (cursor != null && items.size() < limit);
    var whole = JSON.createObjectNode();
    whole.set("items", items);
    whole.put("nextCursor", cursor);
    var typed = new ArrayList<T>(items.size());
    items.forEach(item -> typed.add(JSON.treeToValue(item, type)));
    return new Listing<>(List.copyOf(typed), JSON.writeValueAsString(whole), cursor != null);
  }

  /** An answer of this server's in its Java form. */
  public <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException e) {
      throw foreign(e);
    }
  }

  /** A value as this API writes it. */
  public static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  /** A path segment or a query value, escaped. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw foreign(e);
    }
  }

  private Unreachable foreign(JacksonException e) {
    return new Unreachable(address, "what answers there is no lipsweep server", e);
  }

  private String send(String method, String path, BodyPublisher body, Map<String, String> headers) {
    return new String(bytes(method, path, body, headers), StandardCharsets.UTF_8);
  }

  private byte[] bytes(
      String method, String path, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    HttpResponse<byte[]> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new Unreachable(address, "nothing listens there", e);
    } catch (HttpTimeoutException e) {
      throw new Unreachable(address, "no answer in time", e);
    } catch (IOException e) {
      throw new Unreachable(address, reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(address, "interrupted", e);
    }
    if (response.statusCode() >= 300) {
      throw new Refused(problem(response));
    }
    return response.body();
  }

  private ProblemDetail problem(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 401) {
      return plain(
          status,
          token == null
              ? "the server wants a token: give --token-file FILE or LIPSWEEP_TOKEN, or --home DIR of a server on this machine"
              : "the server does not know this token: give its own with --token-file FILE or LIPSWEEP_TOKEN, or --home DIR of a server on this machine");
    }
    try {
      ProblemDetail problem = JSON.readValue(response.body(), ProblemDetail.class);
      if (problem != null && (problem.detail() != null || problem.title() != null)) {
        return new ProblemDetail(
            problem.type(), problem.title(), status, problem.detail(), problem.problems());
      }
    } catch (JacksonException notAProblem) {
      // a proxy's page or a plain text: the status has to do
    }
    if (status == 400 && response.uri().getRawPath().contains("%2F")) {
      // servlet containers refuse it before the server sees it
      return plain(404, "there is nothing of that name: names have no slash");
    }
    return plain(status, "the server at %s answered with status %d".formatted(address, status));
  }

  private static ProblemDetail plain(int status, String detail) {
    return new ProblemDetail(null, null, status, detail, null);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
