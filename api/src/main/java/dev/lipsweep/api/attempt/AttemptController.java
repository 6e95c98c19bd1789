package dev.lipsweep.api.attempt;

import dev.lipsweep.api.Hashes;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.LogPiece;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricsStored;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.domain.wire.Renewed;
import dev.lipsweep.persistence.lease.EndAttempt;
import dev.lipsweep.persistence.lease.RenewLease;
import dev.lipsweep.persistence.lease.StoreCheckpoint;
import dev.lipsweep.persistence.lease.WriteKind;
import dev.lipsweep.persistence.log.AttemptLogs;
import dev.lipsweep.persistence.metric.Metrics;
import dev.lipsweep.scheduler.search.JudgeTrials;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Writes of a running attempt. Each shows its epoch; an epoch that no longer holds the trial is
 * answered 409 {@code stale-epoch}.
 */
@RestController
@RequestMapping("/api/v1/attempts/{id}")
@Tag(name = "worker protocol")
class AttemptController {
  private final RenewLease renew;
  private final Metrics metrics;
  private final AttemptLogs logs;
  private final StoreCheckpoint checkpoints;
  private final EndAttempt ends;
  private final FencedWrites fenced;
  private final JudgeTrials judge;

  AttemptController(
      RenewLease renew,
      Metrics metrics,
      AttemptLogs logs,
      StoreCheckpoint checkpoints,
      EndAttempt ends,
      FencedWrites fenced,
      JudgeTrials judge) {
    this.renew = renew;
    this.metrics = metrics;
    this.logs = logs;
    this.checkpoints = checkpoints;
    this.ends = ends;
    this.fenced = fenced;
    this.judge = judge;
  }

  @PostMapping("/renewals")
  @Operation(summary = "The lease lives on; the answer says what the server wants")
  Renewed renew(@PathVariable UUID id, @RequestBody Renewal renewal) {
    return fenced.get(WriteKind.RENEWAL, id, renewal.epoch(), () -> renew.renew(id, renewal));
  }

  @PostMapping("/metrics")
  @Operation(
      summary =
          "Chunks of series; a chunk sent twice is stored once. The answer says what a stopping rule wants")
  MetricsStored metrics(@PathVariable UUID id, @RequestBody MetricBatch batch) {
    fenced.run(WriteKind.METRICS, id, batch.epoch(), () -> metrics.append(id, batch));
    return new MetricsStored(judge.validated(id, batch));
  }

  @PostMapping("/log")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "What the trainer has said; a piece sent twice is stored once")
  void log(@PathVariable UUID id, @RequestBody LogPiece piece) {
    fenced.run(WriteKind.LOG, id, piece.epoch(), () -> logs.append(id, piece));
  }

  @PostMapping("/checkpoint")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Makes an uploaded artifact the trial's current checkpoint")
  void checkpoint(@PathVariable UUID id, @RequestBody CheckpointReport report) {
    Hashes.require("sha256", report.sha256());
    fenced.run(WriteKind.CHECKPOINT, id, report.epoch(), () -> checkpoints.store(id, report));
  }

  @PostMapping("/completion")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "The attempt's end; the same end sent again is accepted again")
  void complete(@PathVariable UUID id, @RequestBody Completion completion) {
    fenced.run(WriteKind.COMPLETION, id, completion.epoch(), () -> ends.end(id, completion));
  }
}
