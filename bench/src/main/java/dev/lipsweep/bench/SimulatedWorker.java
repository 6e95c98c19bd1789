package dev.lipsweep.bench;

import dev.lipsweep.bench.Connection.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker as the protocol has it, which trains nothing: it only claims, reports and completes. */
final class SimulatedWorker implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private static final int UNAVAILABLE = 503;
  private static final long MEMORY = 1L << 40;

  /** A trial that it holds. */
  record Lease(String attempt, long epoch) {}

  private final Connection connection;
  private final String claims;
  private final String artifact;
  private int unanswered;

  /**
   * @param slots the most trials that it claims at once
   * @param artifact SHA-256 of an uploaded artifact, which stands for every final checkpoint
   */
  SimulatedWorker(Target target, int number, int slots, String artifact) throws IOException {
    this.connection = new Connection(target.address(), target.workerToken());
    this.artifact = artifact;
    String registered =
        connection
            .post(
                "/api/v1/workers",
                """
                {"name": "simulated-%d", "host": "bench", "codeVersion": "bench", "slots": %d, "threadsPerSlot": 1,
                 "devices": [{"kind": "cpu", "index": 0, "name": "none", "memoryBytes": %d, "freeBytes": %d, "slots": %d}],
                 "recipes": {"text-tiny": 1}, "labels": {}}
                """
                    .formatted(number, slots, MEMORY, MEMORY, slots))
            .expect(201)
            .text();
    this.claims =
        "/api/v1/workers/%s/claims?waitSeconds=5"
            .formatted(JSON.readTree(registered).get("workerId").asString());
  }

  /** Asks for up to so many trials; none if there are none. */
  List<Lease> claim(int slots) throws IOException {
    String answer =
        insist(claims, "{\"slots\": %d, \"held\": [], \"idle\": null}".formatted(slots))
            .expect(200)
            .text();
    var leases = new ArrayList<Lease>();
    for (JsonNode lease : JSON.readTree(answer).get("leases")) {
      leases.add(new Lease(lease.get("attemptId").asString(), lease.get("epoch").asLong()));
    }
    return leases;
  }

  void renew(Lease lease) throws IOException {
    post(
        lease,
        "renewals",
        "{\"epoch\": %d, \"progress\": {\"step\": 100, \"steps\": 300, \"loss\": 2.5, \"stepsPerSecond\": 10.0}}"
            .formatted(lease.epoch()),
        200);
  }

  void metrics(Lease lease, String body) throws IOException {
    post(lease, "metrics", body, 200);
  }

  void complete(Lease lease) throws IOException {
    var random = ThreadLocalRandom.current();
    post(
        lease,
        "completion",
        """
        {"epoch": %1$d, "outcome": {"type": "Completed", "stoppedEarly": false, "result": {
         "accuracy": %2$s, "loss": 2.5, "steps": 300, "trainSeconds": 9.5, "checkpointSha256": "%3$s",
         "certificates": [{"rule": "certified", "ruleVersion": 1, "sound": true,
           "bound": {"kind": "FINITE", "log10": %4$s, "text": ""}, "domain": "tokens", "normMethod": "cholesky", "slack": 1e-9,
           "checkpointSha256": "%3$s", "layers": [{"layer": "embed", "norm": 1.5}, {"layer": "head", "norm": 1.25}],
           "activationBound": {"kind": "UNKNOWN"}, "contributions": [{"part": "embed", "log10": %4$s}]}],
         "measures": {"lower/ratio": 1.5}, "provenance": {"code": "bench", "device": "cpu"}}}}
        """
            .formatted(lease.epoch(), random.nextDouble(), artifact, 10 * random.nextDouble()),
        204);
  }

  private void post(Lease lease, String what, String body, int expected) throws IOException {
    insist("/api/v1/attempts/" + lease.attempt() + "/" + what, body).expect(expected);
  }

  /** As a worker does: a server that cannot answer now is asked again. */
  private Reply insist(String path, String body) throws IOException {
    Reply reply = connection.post(path, body);
    while (reply.status() == UNAVAILABLE) {
      unanswered++;
      reply = connection.post(path, body);
    }
    return reply;
  }

  /** Answers so far that the server cannot answer now. */
  int unanswered() {
    return unanswered;
  }

  @Override
  public void close() {
    connection.close();
  }
}
