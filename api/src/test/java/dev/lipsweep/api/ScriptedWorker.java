package dev.lipsweep.api;

import dev.lipsweep.api.Api.Reply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A worker as the protocol has it, which follows a script instead of training. */
final class ScriptedWorker {
  private final Api api;
  private final String id;

  ScriptedWorker(String name) {
    this.api = TestServer.worker();
    this.id =
        api.post(
                "/api/v1/workers",
                """
                {"name": "%s", "host": "here", "codeVersion": "test", "slots": 8, "threadsPerSlot": 1,
                 "devices": [{"kind": "cpu", "index": 0, "name": "cpu", "memoryBytes": 1,
                              "freeBytes": 1, "slots": 8}],
                 "recipes": {"text-tiny": 1, "cifar-mlp": 1}, "labels": {}}
                """
                    .formatted(name))
            .expect(201)
            .json()
            .get("workerId")
            .asString();
  }

  private ScriptedWorker(Api api, String id) {
    this.api = api;
    this.id = id;
  }

  /** The same worker, speaking to another server. */
  ScriptedWorker at(Api other) {
    return new ScriptedWorker(other, id);
  }

  String id() {
    return id;
  }

  List<Lease> claim(int slots, int waitSeconds) {
    var leases = new ArrayList<Lease>();
    api.post(
            "/api/v1/workers/%s/claims?waitSeconds=%d".formatted(id, waitSeconds),
            "{\"slots\": %d, \"held\": []}".formatted(slots))
        .expect(200)
        .json()
        .get("leases")
        .forEach(lease -> leases.add(new Lease(lease)));
    return leases;
  }

  /** True if the server wants the worker to take nothing new. */
  boolean isToldToDrain(int waitSeconds) {
    return api.post(
            "/api/v1/workers/%s/claims?waitSeconds=%d".formatted(id, waitSeconds),
            "{\"slots\": 1, \"held\": []}")
        .expect(200)
        .json()
        .get("drain")
        .asBoolean();
  }

  void leave() {
    api.post("/api/v1/workers/%s/leave".formatted(id), "{}").expect(204);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A trial that the worker holds. */
  final class Lease {
    private final JsonNode json;
    private long epoch;

    Lease(JsonNode json) {
      this.json = json;
      this.epoch = json.get("epoch").asLong();
    }

    String attempt() {
      return json.get("attemptId").asString();
    }

    String trial() {
      return json.get("trialId").asString();
    }

    JsonNode json() {
      return json;
    }

    /** The same lease, speaking to another server. */
    Lease at(Api other) {
      return ScriptedWorker.this.at(other).new Lease(json);
    }

    /** From now on this attempt shows an epoch that it never had. */
    Lease withStaleEpoch() {
      epoch--;
      return this;
    }

    Reply renew(long step) {
      return post(
          "renewals",
          Map.of(
              "epoch",
              epoch,
              "progress",
              Map.of("step", step, "steps", 300, "loss", 2.5, "stepsPerSecond", 10.0)));
    }

    Reply metrics(String series, int seq, List<Long> steps, List<Double> values) {
      return post(
          "metrics",
          Map.of(
              "epoch",
              epoch,
              "chunks",
              List.of(Map.of("series", series, "seq", seq, "steps", steps, "values", values))));
    }

    Reply log(long from, String text) {
      return post("log", Map.of("epoch", epoch, "from", from, "text", text));
    }

    Reply checkpoint(String sha256, long step, long size) {
      return post(
          "checkpoint", Map.of("epoch", epoch, "sha256", sha256, "step", step, "sizeBytes", size));
    }

    Reply complete(double log10Bound, double accuracy, String checkpoint) {
      Map<String, Object> bound = Map.of("kind", "FINITE", "log10", log10Bound, "text", "");
      Map<String, Object> certificate = new java.util.LinkedHashMap<>();
      certificate.put("contributions", List.of(Map.of("part", "embed", "log10", log10Bound)));
      certificate.putAll(
          Map.of(
              "rule",
              "certified-quick",
              "ruleVersion",
              1,
              "sound",
              true,
              "bound",
              bound,
              "domain",
              "tokens",
              "normMethod",
              "gram",
              "slack",
              1e-9,
              "checkpointSha256",
              checkpoint,
              "layers",
              List.of(Map.of("layer", "embed", "norm", 1.5)),
              "activationBound",
              Map.of("kind", "UNKNOWN")));
      Map<String, Object> result =
          Map.of(
              "accuracy",
              accuracy,
              "loss",
              1.0 - accuracy,
              "steps",
              300,
              "trainSeconds",
              1.5,
              "checkpointSha256",
              checkpoint,
              "certificates",
              List.of(certificate),
              "measures",
              Map.of(),
              "provenance",
              Map.of("code", "test"));
      return end(Map.of("type", "Completed", "result", result, "stoppedEarly", false));
    }

    Reply end(Map<String, Object> outcome) {
      return post("completion", Map.of("epoch", epoch, "outcome", outcome));
    }

    private Reply post(String what, Map<String, Object> body) {
      return api.post(
          "/api/v1/attempts/%s/%s".formatted(attempt(), what), Api.JSON.writeValueAsString(body));
    }
  }

  Api api() {
    return api;
  }
}
