package dev.lipsweep.api.problem;

import org.springframework.http.HttpStatus;

/** The kinds of problems that the API answers with; clients switch on {@link #uri}. */
public enum ProblemType {
  INVALID_SWEEP("invalid-sweep", "The sweep definition is not right", HttpStatus.BAD_REQUEST),
  INVALID_FRONTIER(
      "invalid-frontier", "The frontier's definition is not right", HttpStatus.BAD_REQUEST),
  INVALID_REQUEST("invalid-request", "The request is not right", HttpStatus.BAD_REQUEST),
  UNSUPPORTED_MEDIA_TYPE(
      "invalid-request", "The body is in no known format", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  METHOD_NOT_ALLOWED(
      "invalid-request", "The address does not know this method", HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE("invalid-request", "No such representation", HttpStatus.NOT_ACCEPTABLE),
  UNPROCESSABLE("invalid-request", "The values cannot be stored", HttpStatus.UNPROCESSABLE_CONTENT),
  UNAUTHORIZED("unauthorized", "A token is needed", HttpStatus.UNAUTHORIZED),
  FORBIDDEN("forbidden", "The token may not do this", HttpStatus.FORBIDDEN),
  NOT_FOUND("not-found", "No such thing", HttpStatus.NOT_FOUND),
  WORKER_UNKNOWN("worker-unknown", "The worker has to register again", HttpStatus.NOT_FOUND),
  STALE_EPOCH("stale-epoch", "The lease was lost", HttpStatus.CONFLICT),
  ILLEGAL_STATE("illegal-state", "Not possible in this state", HttpStatus.CONFLICT),
  TOO_LARGE("too-large", "The body is too large", HttpStatus.CONTENT_TOO_LARGE),
  TOO_SLOW("too-slow", "The body did not come in time", HttpStatus.REQUEST_TIMEOUT),
  TOO_MANY_REQUESTS("too-many-requests", "Asked too often", HttpStatus.TOO_MANY_REQUESTS),
  HASH_MISMATCH(
      "hash-mismatch",
      "The bytes do not have the hash they came under",
      HttpStatus.UNPROCESSABLE_CONTENT),
  UNKNOWN_ARTIFACT(
      "not-found", "The artifact was never uploaded", HttpStatus.UNPROCESSABLE_CONTENT),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      "The Idempotency-Key belongs to another request",
      HttpStatus.UNPROCESSABLE_CONTENT),
  STORE_FULL("store-full", "No room is left", HttpStatus.INSUFFICIENT_STORAGE),
  UNAVAILABLE("unavailable", "The server cannot answer now", HttpStatus.SERVICE_UNAVAILABLE),
  INTERNAL("internal", "The server has failed", HttpStatus.INTERNAL_SERVER_ERROR);

  private final String name;
  private final String title;
  private final HttpStatus status;

  ProblemType(String name, String title, HttpStatus status) {
    this.name = name;
    this.title = title;
    this.status = status;
  }

  public String uri() {
    return "/problems/" + name;
  }

  public String title() {
    return title;
  }

  public HttpStatus status() {
    return status;
  }
}
