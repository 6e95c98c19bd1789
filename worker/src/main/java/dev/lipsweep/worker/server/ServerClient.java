package dev.lipsweep.worker.server;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.LogPiece;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricsStored;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.domain.wire.Renewed;
import dev.lipsweep.domain.wire.TraceParent;
import dev.lipsweep.domain.wire.WorkerRegistered;
import dev.lipsweep.domain.wire.WorkerRegistration;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * The worker protocol, one method a call and one try each; who calls decides about another. All
 * throw {@link ServerUnavailable} if a try may help, {@link Refused} if not, {@link NotAuthorized}
 * on 401 and 403, and calls of an attempt {@link StaleEpoch} if the attempt no longer holds its
 * trial.
 */
public final class ServerClient implements AutoCloseable {
  private static final Duration USUAL = Duration.ofSeconds(20);
  private static final byte[] NOTHING = new byte[0];

  private final JsonMapper json;
  private final HttpExchange http;
  private final Answers answers;

  public ServerClient(URI base, String token, JsonMapper json) {
    this.json = json;
    this.http = new HttpExchange(base, token);
    this.answers = new Answers(json);
  }

  public WorkerRegistered register(WorkerRegistration registration)
      throws ServerUnavailable, Refused, InterruptedException {
    return answers.read(post("api/v1/workers", registration, USUAL), WorkerRegistered.class);
  }

  /**
   * @param waitSeconds how long the server may keep the question open when it has no trial
   */
  public Claimed claim(UUID worker, ClaimRequest request, int waitSeconds)
      throws ServerUnavailable, Refused, WorkerUnknown, InterruptedException {
    String path = "api/v1/workers/%s/claims?waitSeconds=%d".formatted(worker, waitSeconds);
    try {
      return answers.read(post(path, request, USUAL.plusSeconds(waitSeconds)), Claimed.class);
    } catch (Refused e) {
      if (e.status() == 404) {
        throw new WorkerUnknown(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  public void leave(UUID worker, Duration timeout)
      throws ServerUnavailable, Refused, InterruptedException {
    post("api/v1/workers/%s/leave".formatted(worker), new Empty(), timeout);
  }

  public Renewed renew(UUID attempt, Renewal renewal, Duration timeout)
      throws ServerUnavailable, Refused, InterruptedException {
    byte[] answer = postFenced(attempt, renewal.epoch(), "renewals", renewal, timeout);
    return answers.read(answer, Renewed.class);
  }

  public MetricsStored metrics(UUID attempt, MetricBatch batch)
      throws ServerUnavailable, Refused, InterruptedException {
    byte[] answer = postFenced(attempt, batch.epoch(), "metrics", batch, USUAL);
    return answers.read(answer, MetricsStored.class);
  }

  /** Not fenced: a server that refuses it, because it is older, has taken nothing away. */
  public void log(UUID attempt, LogPiece piece)
      throws ServerUnavailable, Refused, InterruptedException {
    post(ofAttempt(attempt, "log"), piece, USUAL);
  }

  public void checkpoint(UUID attempt, CheckpointReport report)
      throws ServerUnavailable, Refused, InterruptedException {
    postFenced(attempt, report.epoch(), "checkpoint", report, USUAL);
  }

  public void complete(UUID attempt, Completion completion)
      throws ServerUnavailable, Refused, InterruptedException {
    postFenced(attempt, completion.epoch(), "completion", completion, USUAL);
  }

  public boolean hasArtifact(String sha256)
      throws ServerUnavailable, Refused, InterruptedException {
    var request = http.request("api/v1/artifacts/" + sha256).HEAD().build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray(), USUAL);
    int status = response.statusCode();
    if (status == 404 || status == 405) {
      return false;
    }
    answers.check(response, response.body());
    return true;
  }

  /**
   * Streams a file to the server, which refuses it with 422 if it has another hash.
   *
   * @throws FileNotFoundException there is no such file
   */
  public void upload(String sha256, Path file)
      throws ServerUnavailable, Refused, FileNotFoundException, InterruptedException {
    var request =
        http.request("api/v1/artifacts/" + sha256)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofFile(file))
            .build();
    Duration timeout = transferTime(file.toFile().length());
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray(), timeout);
    answers.check(response, response.body());
  }

  /**
   * Streams an artifact to a file; the caller checks its hash.
   *
   * @param sizeBytes expected, for the time that it may take
   */
  public void download(String sha256, long sizeBytes, Path file)
      throws ServerUnavailable, Refused, InterruptedException {
    var request = http.request("api/v1/artifacts/" + sha256).GET().build();
    BodyHandler<byte[]> toFile =
        head ->
            head.statusCode() == 200
                ? BodySubscribers.mapping(BodySubscribers.ofFile(file), path -> NOTHING)
                : BodySubscribers.ofByteArray();
    HttpResponse<byte[]> response = http.send(request, toFile, transferTime(sizeBytes));
    answers.check(response, response.body());
  }

  /** Enough for a slow line's megabyte a second. */
  private static Duration transferTime(long sizeBytes) {
    return USUAL.plusMillis(sizeBytes / 1000);
  }

  private byte[] postFenced(UUID attempt, long epoch, String what, Object body, Duration timeout)
      throws ServerUnavailable, Refused, InterruptedException {
    try {
      return post(ofAttempt(attempt, what), body, timeout);
    } catch (Refused e) {
      // an attempt that the server has never heard of, or no longer, holds nothing either
      if (e.status() == 409 || e.status() == 404) {
        throw new StaleEpoch(attempt, epoch);
      }
      throw e;
    }
  }

  private HttpRequest.Builder ofAttempt(UUID attempt, String what) {
    return http.request("api/v1/attempts/%s/%s".formatted(attempt, what))
        .header(TraceParent.HEADER, TraceParent.of(attempt).header());
  }

  private byte[] post(String path, Object body, Duration timeout)
      throws ServerUnavailable, Refused, InterruptedException {
    return post(http.request(path), body, timeout);
  }

  private byte[] post(HttpRequest.Builder to, Object body, Duration timeout)
      throws ServerUnavailable, Refused, InterruptedException {
    var request =
        to.header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray(), timeout);
    byte[] answer = response.body() == null ? NOTHING : response.body();
    answers.check(response, answer);
    return answer;
  }

  @Override
  public void close() {
    http.close();
  }

  private record Empty() {}
}
