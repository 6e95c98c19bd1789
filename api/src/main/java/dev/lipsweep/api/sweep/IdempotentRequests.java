package dev.lipsweep.api.sweep;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.domain.json.CanonicalJson;
import dev.lipsweep.persistence.idempotency.Begun;
import dev.lipsweep.persistence.idempotency.IdempotencyKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does a request with an Idempotency-Key once, and answers repeats from memory. */
@Component
public class IdempotentRequests {
  private static final int LONGEST_KEY = 200;

  private final IdempotencyKeys keys;

  IdempotentRequests(IdempotencyKeys keys) {
    this.keys = keys;
  }

  /**
   * @param key null for a request that has none: it is done each time
   * @param body what tells one request from another, besides method, path and content type
   * @throws ApiProblem if the key is none, belongs to another request, or its first one is at work
   */
  public Answer once(
      UUID token,
      @Nullable String key,
      HttpServletRequest request,
      byte[] body,
      Supplier<Answer> work) {
    if (key == null) {
      return work.get();
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw ApiProblem.parameter(
          "Idempotency-Key", key, "not a key", "give 1 to %d characters".formatted(LONGEST_KEY));
    }
    return switch (keys.begin(token, key, hash(request, body))) {
      case Begun.Fresh fresh -> fresh(token, key, work);
      case Begun.Answered old ->
          new Answer(
              old.status(), old.body(), old.location() == null ? null : URI.create(old.location()));
      case Begun.InFlight busy ->
          throw new ApiProblem(
              ProblemType.ILLEGAL_STATE,
              "the first request with this Idempotency-Key is still at work; ask again in a moment");
      case Begun.Reused other ->
          throw new ApiProblem(
              ProblemType.IDEMPOTENCY_KEY_REUSED,
              "this Idempotency-Key came with another request before; use a new key for a new request");
    };
  }

  private Answer fresh(UUID token, String key, Supplier<Answer> work) {
    Answer answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      keys.forget(token, key);
      throw e;
    }
    String location = answer.location() == null ? null : answer.location().toString();
    keys.finish(token, key, answer.status(), answer.body(), location);
    return answer;
  }

  private static String hash(HttpServletRequest request, byte[] body) {
    return CanonicalJson.sha256(
        List.of(
            request.getMethod(),
            request.getRequestURI(),
            String.valueOf(request.getContentType()),
            HexFormat.of().formatHex(body)));
  }
}
