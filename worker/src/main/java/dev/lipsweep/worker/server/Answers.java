package dev.lipsweep.worker.server;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sorts answers that are not 2xx by what the worker can do about them. */
final class Answers {
  private final JsonMapper json;

  Answers(JsonMapper json) {
    this.json = json;
  }

  /** Returns for a 2xx only. */
  void check(HttpResponse<?> response, byte[] body) throws ServerUnavailable, Refused {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String message =
        "%s %s: %d %s"
            .formatted(
                response.request().method(),
                response.request().uri().getPath(),
                status,
                detail(body));
    if (status == 401 || status == 403) {
      throw new NotAuthorized(message);
    }
    if (status >= 500 || status == 408 || status == 429) {
      throw new ServerUnavailable(status, message, null);
    }
    throw new Refused(status, message);
  }

  <T> T read(byte[] body, Class<T> type) throws ServerUnavailable {
    try {
      return json.readValue(body, type);
    } catch (JacksonException e) {
      // half an answer, or a proxy's page in the server's place
      throw new ServerUnavailable(
          0, "no " + type.getSimpleName() + " in the answer: " + e.getOriginalMessage(), e);
    }
  }

  private String detail(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      JsonNode problem = json.readTree(text);
      return problem.path("type").asString("") + " " + problem.path("detail").asString("");
    } catch (JacksonException e) {
      return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
  }
}
