package dev.lipsweep.it.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker that follows a script instead of training, over the real protocol. */
final class ScriptedWorker {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> LAYERS = List.of("embedding", "block0.mlp.in", "head");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String server;
  private final String token;
  private final String id;

  ScriptedWorker(String server, String token) throws Exception {
    this(server, token, "scripted");
  }

  /**
   * @param name that it gives itself
   */
  ScriptedWorker(String server, String token, String name) throws Exception {
    this.server = server;
    this.token = token;
    var registration =
        Map.of(
            "name",
            name,
            "host",
            "localhost",
            "codeVersion",
            "test",
            "slots",
            1,
            "threadsPerSlot",
            1,
            "devices",
            List.of(
                Map.of(
                    "kind",
                    "cpu",
                    "index",
                    0,
                    "name",
                    "scripted",
                    "memoryBytes",
                    1 << 30,
                    "freeBytes",
                    1 << 30,
                    "slots",
                    1)),
            "recipes",
            Map.of("text-tiny", 1),
            "labels",
            Map.of());
    this.id = send("POST", "/api/v1/workers", json(registration)).get("workerId").asString();
  }

  /** The lease of the next trial. */
  JsonNode claim() throws Exception {
    var request = json(Map.of("slots", 1, "held", List.of()));
    JsonNode claimed = send("POST", "/api/v1/workers/" + id + "/claims?waitSeconds=20", request);
    if (claimed.get("leases").isEmpty()) {
      throw new IllegalStateException("no trial is ready");
    }
    return claimed.at("/leases/0");
  }

  /** Ends a trial with a result: curves, a checkpoint, two certificates. */
  void complete(JsonNode lease, double log10Bound, double accuracy) throws Exception {
    metrics(lease, log10Bound, accuracy);
    byte[] weights = lease.get("attemptId").asString().getBytes(StandardCharsets.UTF_8);
    String sha256 = sha256(weights);
    send("PUT", "/api/v1/artifacts/" + sha256, BodyPublishers.ofByteArray(weights));
    write(lease, "checkpoint", Map.of("sha256", sha256, "step", 300, "sizeBytes", weights.length));
    var result =
        Map.of(
            "accuracy",
            accuracy,
            "loss",
            3 - 3 * accuracy,
            "steps",
            300,
            "trainSeconds",
            7.5,
            "checkpointSha256",
            sha256,
            "certificates",
            List.of(
                certificate("certified-quick", true, log10Bound, sha256),
                certificate("full-matrix", false, log10Bound - 1, sha256)),
            "measures",
            Map.of(),
            "provenance",
            Map.of("codeVersion", "test"));
    end(lease, Map.of("type", "Completed", "result", result, "stoppedEarly", false));
  }

  /** Ends a trial as diverged at step 12 with this loss. */
  void diverge(JsonNode lease, String loss) throws Exception {
    end(lease, Map.of("type", "Infeasible", "step", 12, "loss", loss, "reason", "loss " + loss));
  }

  private void metrics(JsonNode lease, double log10Bound, double accuracy) throws Exception {
    List<Long> steps = LongStream.rangeClosed(1, 6).mapToObj(n -> 50 * n).toList();
    var chunks = new ArrayList<Map<String, Object>>();
    chunks.add(chunk("train/loss", steps, 2));
    chunks.add(chunk("validation/loss", steps, 2.1));
    chunks.add(chunk("validation/accuracy", steps, accuracy));
    chunks.add(chunk("bound/certified-quick", steps, log10Bound));
    LAYERS.forEach(layer -> chunks.add(chunk("norm/" + layer, steps, 1)));
    write(lease, "metrics", Map.of("chunks", chunks));
  }

  /** A series that goes from nothing straight to its end value. */
  private static Map<String, Object> chunk(String series, List<Long> steps, double end) {
    List<Double> values = steps.stream().map(step -> end * step / 300.0).toList();
    return Map.of("series", series, "seq", 0, "steps", steps, "values", values);
  }

  private static Map<String, Object> certificate(
      String rule, boolean sound, double log10, String sha256) {
    var certificate = new java.util.LinkedHashMap<String, Object>();
    certificate.put("contributions", List.of(Map.of("part", "whole", "log10", log10)));
    certificate.putAll(
        Map.of(
            "rule",
            rule,
            "ruleVersion",
            1,
            "sound",
            sound,
            "bound",
            finite(log10),
            "domain",
            "token sequences",
            "normMethod",
            "scripted",
            "slack",
            1e-9,
            "checkpointSha256",
            sha256,
            "layers",
            LAYERS.stream().map(layer -> Map.of("layer", layer, "norm", 1.25)).toList(),
            "activationBound",
            finite(0.5)));
    return certificate;
  }

  private static Map<String, Object> finite(double log10) {
    return Map.of("kind", "FINITE", "log10", log10);
  }

  private void end(JsonNode lease, Map<String, Object> outcome) throws Exception {
    write(lease, "completion", Map.of("outcome", outcome));
  }

  /** A write of the attempt: the content with the epoch that the lease gave. */
  private void write(JsonNode lease, String what, Map<String, Object> content) throws Exception {
    var fenced = new java.util.TreeMap<String, Object>(content);
    fenced.put("epoch", lease.get("epoch").asLong());
    send(
        "POST", "/api/v1/attempts/" + lease.get("attemptId").asString() + "/" + what, json(fenced));
  }

  private JsonNode send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    boolean isArtifact = method.equals("PUT");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", isArtifact ? "application/octet-stream" : "application/json")
            .method(method, body)
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
  }

  private static BodyPublisher json(Object tree) {
    return BodyPublishers.ofString(JSON.writeValueAsString(tree));
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
