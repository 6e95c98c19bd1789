package dev.lipsweep.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP, as any client would speak it. */
final class Api {
  static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final String token;
  private final HttpClient http;

  Api(int port, String token) {
    this(port, token, HTTP);
  }

  Api(int port, String token, HttpClient http) {
    this.port = port;
    this.token = token;
    this.http = http;
  }

  /** An answer. */
  record Reply(int status, HttpResponse<String> response) {
    String text() {
      return response.body();
    }

    JsonNode json() {
      return JSON.readTree(text());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The problem's short type, such as stale-epoch. */
    String problem() {
      return json().get("type").asString().replace("/problems/", "");
    }

    /** The problem's own words. */
    String detail() {
      return json().get("detail").asString();
    }

    Reply expect(int expected) {
      if (status != expected) {
        throw new AssertionError("expected " + expected + ", got " + status + ": " + text());
      }
      return this;
    }
  }

  Reply get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  Reply post(String path, String json, String... headers) {
    return send(
        "POST",
        path,
        BodyPublishers.ofString(json),
        with(headers, "Content-Type", "application/json"));
  }

  Reply yaml(String path, String yaml, String... headers) {
    return send(
        "POST",
        path,
        BodyPublishers.ofString(yaml),
        with(headers, "Content-Type", "application/yaml"));
  }

  Reply bytes(String path, byte[] body, String... headers) {
    return send("POST", path, BodyPublishers.ofByteArray(body), headers);
  }

  Reply put(String path, byte[] bytes) {
    return send(
        "PUT", path, BodyPublishers.ofByteArray(bytes), "Content-Type", "application/octet-stream");
  }

  Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /** The body as it comes, for streams. */
  InputStream stream(String path, String... headers) {
    try {
      HttpResponse<InputStream> response =
          http.send(
              request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError(
            response.statusCode()
                + " "
                + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Reply send(String method, String path, BodyPublisher body, String... headers) {
    try {
      HttpResponse<String> response =
          http.send(request(method, path, body, headers), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
    var builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method, body);
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder.build();
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] more = java.util.Arrays.copyOf(headers, headers.length + 2);
    more[headers.length] = name;
    more[headers.length + 1] = value;
    return more;
  }
}
