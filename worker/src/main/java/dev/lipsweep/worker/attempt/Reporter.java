package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.LogPiece;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.worker.server.NotAuthorized;
import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerClient;
import dev.lipsweep.worker.server.ServerUnavailable;
import dev.lipsweep.worker.trainer.LogSlice;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server what is in the outbox, one thing after the other, each until acknowledged: so
 * all metrics up to a checkpoint are stored before it becomes current, and everything before the
 * outcome. Only a checkpoint that the server has no room for waits, while what comes after it is
 * told: training goes on, and the newest one is sent when there is room.
 */
final class Reporter {
  private static final Logger log = LoggerFactory.getLogger(Reporter.class);

  private static final int UNPROCESSABLE = 422;
  private static final int MOST_OF_LOG = 32_000;
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Lease lease;
  private final LeaseHold hold;
  private final Outbox outbox;
  private final AttemptFolder folder;
  private final ServerClient server;
  private final Insistence insistence;
  private final AttemptTiming timing;
  private final Consumer<Directive> directives;

  /** The newest checkpoint, while the server has no room for it. */
  private TrainerEvent.@Nullable Checkpoint waiting;

  private long tryAgainAt;

  /** What the trainer says about this trial; null before it has it. */
  private volatile @Nullable LogSlice said;

  private long passOnAt;

  Reporter(
      Lease lease,
      LeaseHold hold,
      Outbox outbox,
      AttemptFolder folder,
      ServerClient server,
      Insistence insistence,
      AttemptTiming timing,
      Consumer<Directive> directives) {
    this.lease = lease;
    this.hold = hold;
    this.outbox = outbox;
    this.folder = folder;
    this.server = server;
    this.insistence = insistence;
    this.timing = timing;
    this.directives = directives;
  }

  /** Passes on what the trainer says, among the other things that there are to report. */
  void listensTo(LogSlice slice) {
    said = slice;
  }

  /** What the trainer says from now on is about another trial. */
  void heardEnough() {
    LogSlice slice = said;
    if (slice != null) {
      slice.close();
    }
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
        TrainerEvent.Checkpoint again = waiting;
        if (again != null && timing.now() - tryAgainAt >= 0) {
          save(again);
        }
        switch (outbox.take(waiting == null ? A_DAY : timing.longestPause())) {
          case null -> {}
          case Outbox.Item.Points points -> {
            var batch = new MetricBatch(lease.epoch(), points.chunks());
            insistence.untilAcknowledged(
                () -> directives.accept(server.metrics(lease.attemptId(), batch).directive()));
            if (timing.now() - passOnAt >= 0) {
              passOnAt = timing.now() + timing.longestPause().toNanos();
              passOn();
            }
          }
          case Outbox.Item.Saved saved -> saved(saved.checkpoint());
          case Outbox.Item.End end -> {
            saveLast(end.outcome());
            passOn();
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

  /**
   * Nothing waits for the log: what cannot be passed on now comes later or, at the end, not at all.
   */
  private void passOn() throws InterruptedException {
    LogSlice slice = said;
    while (slice != null) {
      LogSlice.Piece piece = slice.next(MOST_OF_LOG).orElse(null);
      if (piece == null || piece.from() >= LogPiece.MOST_BYTES) {
        return;
      }
      try {
        server.log(lease.attemptId(), new LogPiece(lease.epoch(), piece.from(), piece.text()));
        slice.passed(piece);
      } catch (ServerUnavailable | Refused e) {
        log.debug("attempt {}: log not passed on", lease.attemptId(), e);
        return;
      }
    }
  }

  private void saved(TrainerEvent.Checkpoint checkpoint)
      throws LeaseLost, Refused, IOException, InterruptedException {
    TrainerEvent.Checkpoint next = outbox.nextCheckpoint();
    if (waiting != null) {
      folder.superseded(waiting, checkpoint);
      waiting = checkpoint;
    } else if (next != null) {
      folder.superseded(checkpoint, next);
    } else {
      save(checkpoint);
    }
  }

  /** A result needs its checkpoint, however long that takes; a trial given back does without. */
  private void saveLast(Outcome outcome)
      throws LeaseLost, Refused, IOException, InterruptedException {
    TrainerEvent.Checkpoint last = waiting;
    if (last != null && outcome instanceof Outcome.Released) {
      save(last);
    }
    while (last != null && outcome instanceof Outcome.Completed) {
      if (hold.isLost()) {
        throw new LeaseLost(hold.lost().join());
      }
      save(last);
      last = waiting;
      if (last != null) {
        Thread.sleep(timing.longestPause());
      }
    }
  }

  /** Makes it the trial's current checkpoint, or lets it wait if the server has no room. */
  private void save(TrainerEvent.Checkpoint checkpoint)
      throws LeaseLost, Refused, IOException, InterruptedException {
    var report =
        new CheckpointReport(
            lease.epoch(), checkpoint.sha256(), checkpoint.step(), checkpoint.sizeBytes());
    if (upload(checkpoint) && (report(report) || (upload(checkpoint) && report(report)))) {
      if (waiting != null) {
        log.info("attempt {}: checkpoints find room again", lease.attemptId());
      }
      waiting = null;
      folder.acknowledged(Path.of(checkpoint.file()));
    }
  }

  /** False if the server lost the artifact between upload and report, such as by a restore. */
  private boolean report(CheckpointReport report)
      throws LeaseLost, Refused, IOException, InterruptedException {
    try {
      insistence.untilAcknowledged(() -> server.checkpoint(lease.attemptId(), report));
      return true;
    } catch (Refused e) {
      if (e.status() != UNPROCESSABLE) {
        throw e;
      }
      return false;
    }
  }

  /** False if the server has no room: then the checkpoint waits. */
  private boolean upload(TrainerEvent.Checkpoint checkpoint)
      throws LeaseLost, Refused, IOException, InterruptedException {
    var tries = new AtomicInteger();
    var noRoom = new AtomicReference<@Nullable String>();
    insistence.untilAcknowledged(
        () -> {
          // only an answer may have been lost: ask before sending it all again
          if (tries.getAndIncrement() == 0 || !server.hasArtifact(checkpoint.sha256())) {
            try {
              server.upload(checkpoint.sha256(), Path.of(checkpoint.file()));
            } catch (ServerUnavailable e) {
              if (!e.isStoreFull()) {
                throw e;
              }
              noRoom.set(e.getMessage());
            }
          }
        });
    if (noRoom.get() == null) {
      return true;
    }
    if (waiting == null) {
      log.warn(
          "attempt {}: {}; training goes on, and its checkpoint is sent when there is room",
          lease.attemptId(),
          noRoom.get());
    }
    waiting = checkpoint;
    tryAgainAt = timing.now() + timing.longestPause().toNanos();
    return false;
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
