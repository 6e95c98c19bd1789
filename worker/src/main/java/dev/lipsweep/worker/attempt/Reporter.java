package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.worker.server.NotAuthorized;
import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerClient;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server what is in the outbox, one thing after the other, each until acknowledged: so
 * all metrics up to a checkpoint are stored before it becomes current, and everything before the
 * outcome.
 */
final class Reporter {
  private static final Logger log = LoggerFactory.getLogger(Reporter.class);

  private static final int UNPROCESSABLE = 422;

  private final Lease lease;
  private final LeaseHold hold;
  private final Outbox outbox;
  private final AttemptFolder folder;
  private final ServerClient server;
  private final Insistence insistence;

  Reporter(
      Lease lease,
      LeaseHold hold,
      Outbox outbox,
      AttemptFolder folder,
      ServerClient server,
      Insistence insistence) {
    this.lease = lease;
    this.hold = hold;
    this.outbox = outbox;
    this.folder = folder;
    this.server = server;
    this.insistence = insistence;
  }

  /** Reports until the outcome is acknowledged or the lease lost. */
  Report run() {
    try {
      return reportAll();
    } catch (StaleEpoch e) {
      hold.lose(String.valueOf(e.getMessage()));
      return new Report.Dropped(String.valueOf(e.getMessage()));
    } catch (LeaseLost e) {
      return new Report.Dropped(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      return new Report.Dropped(hold.lost().getNow("the worker is ending"));
    } catch (NotAuthorized e) {
      hold.lose(String.valueOf(e.getMessage()));
      return new Report.Dropped(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("attempt {}: no longer reporting", lease.attemptId(), e);
      hold.lose("a bug in the worker: " + e);
      return new Report.Dropped("a bug in the worker: " + e);
    } finally {
      outbox.discard();
    }
  }

  private Report reportAll() throws LeaseLost, InterruptedException {
    try {
      while (true) {
        switch (outbox.take()) {
          case Outbox.Item.Points points -> {
            var batch = new MetricBatch(lease.epoch(), points.chunks());
            insistence.untilAcknowledged(() -> server.metrics(lease.attemptId(), batch));
          }
          case Outbox.Item.Saved saved -> save(saved.checkpoint());
          case Outbox.Item.End end -> {
            complete(end.outcome());
            return new Report.Acknowledged(end.outcome());
          }
        }
      }
    } catch (Refused | IOException e) {
      outbox.discard();
      return failInstead(e);
    }
  }

  private void save(TrainerEvent.Checkpoint checkpoint)
      throws LeaseLost, Refused, IOException, InterruptedException {
    Path file = Path.of(checkpoint.file());
    if (outbox.hasCheckpoint()) {
      folder.outlived(file);
      return;
    }
    upload(checkpoint.sha256(), file);
    var report =
        new CheckpointReport(
            lease.epoch(), checkpoint.sha256(), checkpoint.step(), checkpoint.sizeBytes());
    Call call = () -> server.checkpoint(lease.attemptId(), report);
    try {
      insistence.untilAcknowledged(call);
    } catch (Refused e) {
      if (e.status() != UNPROCESSABLE) {
        throw e;
      }
      // the server lost the artifact between upload and report, such as by a restore
      upload(checkpoint.sha256(), file);
      insistence.untilAcknowledged(call);
    }
    folder.acknowledged(file);
  }

  private void upload(String sha256, Path file)
      throws LeaseLost, Refused, IOException, InterruptedException {
    var tries = new AtomicInteger();
    insistence.untilAcknowledged(
        () -> {
          // only an answer may have been lost: ask before sending it all again
          if (tries.getAndIncrement() == 0 || !server.hasArtifact(sha256)) {
            server.upload(sha256, file);
          }
        });
  }

  private void complete(Outcome outcome)
      throws LeaseLost, Refused, IOException, InterruptedException {
    var completion = new Completion(lease.epoch(), outcome);
    hold.completing();
    insistence.untilAcknowledged(() -> server.complete(lease.attemptId(), completion));
  }

  private Report failInstead(Exception e) throws LeaseLost, InterruptedException {
    String why =
        e instanceof FileNotFoundException
            ? "the trainer named a checkpoint that is not there: " + e.getMessage()
            : "the worker could not report: " + e.getMessage();
    var failed = new Outcome.Failed(FailureCause.TRAINER_ERROR, why);
    try {
      complete(failed);
      return new Report.Acknowledged(failed);
    } catch (Refused | IOException again) {
      return new Report.Dropped(why + "; nor is that accepted: " + again.getMessage());
    }
  }
}
