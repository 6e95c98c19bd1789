package dev.lipsweep.worker;

import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.LogPiece;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.Renewal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A row of the fake server's trial table; all guarded by the server. */
final class FakeTrial {
  final UUID id = UUID.randomUUID();
  final int number;
  final Map<String, Object> parameters;
  boolean ready = true;
  boolean running;
  long epoch;
  long leaseUntil;
  UUID worker;
  UUID attempt;
  Directive directive = Directive.CONTINUE;
  Directive afterMetrics = Directive.CONTINUE;
  Lease.Checkpoint checkpoint;
  Renewal.Progress progress;

  /** What was accepted, in order. */
  final List<Object> accepted = new ArrayList<>();

  final List<UUID> attempts = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  private final Map<String, MetricChunk> chunks = new LinkedHashMap<>();
  private final Map<String, String> log = new LinkedHashMap<>();

  FakeTrial(int number, Map<String, Object> parameters) {
    this.number = number;
    this.parameters = parameters;
  }

  /** Stores a chunk once, however often it is sent. */
  void store(MetricBatch batch) {
    for (MetricChunk chunk : batch.chunks()) {
      if (chunks.putIfAbsent(attempt + chunk.series() + chunk.seq(), chunk) == null) {
        accepted.add(chunk);
      }
    }
  }

  void store(LogPiece piece) {
    log.put(attempt + "/" + piece.from(), piece.text());
  }

  /** What its trainers have said. */
  String log() {
    return String.join("", log.values());
  }

  void store(CheckpointReport report) {
    checkpoint = new Lease.Checkpoint(report.sha256(), report.step(), report.sizeBytes());
    accepted.add(report);
  }

  /** Steps in the order in which they were stored. */
  List<Long> steps() {
    return chunks.values().stream().flatMap(c -> c.steps().stream()).toList();
  }
}
