package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.trainer.TrainerCommand.Stop.How;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.worker.server.NotAuthorized;
import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerClient;
import dev.lipsweep.worker.trainer.Trainer;
import dev.lipsweep.worker.trainer.TrainerExit;
import dev.lipsweep.worker.trainer.TrainerListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution of a trial. {@link #trainOn} returns as soon as the trainer is free for the next
 * trial; what is left to report goes on beside it, and {@link #report} says how that ended.
 */
public final class Attempt implements TrainerListener {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  private final Lease lease;
  private final AttemptTiming timing;
  private final TrialFiles files;
  private final AttemptFolder folder;
  private final LeaseHold hold;
  private final Outbox outbox;
  private final Reporter reporter;
  private final Resumption resumption;
  private final CompletableFuture<TrainerEnd> trainerEnd = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> trainerFree = new CompletableFuture<>();
  private final CompletableFuture<Report> report = new CompletableFuture<>();
  private final CompletableFuture<Report> finished;
  private volatile Renewal.@Nullable Progress progress;
  private volatile long lastHeard;
  private volatile @Nullable Stopping stopping;
  private @Nullable Trainer trainer; // guarded by this

  /** How the trainer was done with the trial. */
  private sealed interface TrainerEnd {
    record Said(Outcome outcome) implements TrainerEnd {}

    record Died(TrainerExit exit) implements TrainerEnd {}
  }

  private record Stopping(How how, String reason, long killAt) {}

  public Attempt(Lease lease, ServerClient server, AttemptTiming timing, TrialFiles files) {
    this.lease = lease;
    this.timing = timing;
    this.files = files;
    this.folder = new AttemptFolder(files.attempts().resolve(lease.attemptId().toString()));
    this.hold = new LeaseHold(lease, server, timing);
    this.outbox = new Outbox(timing.metricsEvery());
    var insistence = new Insistence(hold, timing);
    this.reporter =
        new Reporter(lease, hold, outbox, folder, server, insistence, timing, this::obey);
    this.resumption = new Resumption(server, insistence);
    this.lastHeard = timing.now();
    this.finished =
        trainerFree.thenCombine(
            report,
            (free, how) -> {
              hold.release();
              folder.delete();
              return how;
            });
  }

  public Lease lease() {
    return lease;
  }

  /** Completed when nothing of the attempt runs any more and its files are gone. */
  public CompletableFuture<Report> report() {
    return finished;
  }

  /** How long after its end the server may still believe that this worker runs the attempt. */
  public Duration leaseTime() {
    return hold.ttl();
  }

  /** Begins to hold the lease and to report; training may begin later. */
  public void start() {
    Thread reporting =
        Thread.ofVirtual()
            .name("report-" + lease.attemptId())
            .unstarted(
                () -> {
                  LogFields.put(lease);
                  report.complete(reporter.run());
                });
    hold.lost()
        .thenRun(
            () -> {
              outbox.discard();
              reporting.interrupt();
            });
    reporting.start();
  }

  /** Trains the trial, or finds out why not. Returns when the trainer is free or dead. */
  public void trainOn(Trainer free) throws InterruptedException {
    LogFields.put(lease);
    try {
      Outcome outcome = train(free);
      reporter.heardEnough();
      if (outcome != null) {
        outbox.put(new Outbox.Item.End(outcome));
      }
    } catch (NotAuthorized e) {
      hold.lose(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("attempt {}: a bug in the worker", lease.attemptId(), e);
      hold.lose("a bug in the worker: " + e);
      free.kill();
    } finally {
      LogFields.clear();
      forgetTrainer();
      trainerFree.complete(null);
    }
  }

  /** Ends an attempt that gets no trainer. */
  public void giveBack(String reason) throws InterruptedException {
    outbox.put(new Outbox.Item.End(new Outcome.Released(step(), reason)));
    trainerFree.complete(null);
  }

  /** Asks the trainer to end the trial; kills it when its time for that is up. */
  public synchronized void stop(How how, String reason) {
    Stopping before = stopping;
    if (before != null && before.how.compareTo(how) <= 0) {
      return; // asked for already, or for more
    }
    stopping = new Stopping(how, reason, timing.now() + patience(how).toNanos());
    if (trainer != null) {
      trainer.stop(how);
    }
  }

  /** The patience that {@link #stop} has with the trainer ends now. */
  public synchronized void hurry() {
    Stopping stop = stopping;
    if (stop != null) {
      stopping = new Stopping(stop.how, stop.reason, timing.now());
    }
  }

  @Override
  public void heard(TrainerEvent event) throws InterruptedException {
    lastHeard = timing.now();
    switch (event) {
      case TrainerEvent.Ready ready -> {}
      case TrainerEvent.Progress p -> {
        if (isMine(p.attemptId())) {
          boolean begins = step() == startStep() && p.step() > startStep();
          progress = new Renewal.Progress(p.step(), p.steps(), p.loss(), p.stepsPerSecond());
          if (begins) {
            hold.renewSoon(); // people wait for a first sign of life
          }
        }
      }
      case TrainerEvent.Metrics m -> {
        if (isMine(m.attemptId())) {
          outbox.put(new Outbox.Item.Points(m.chunks()));
        }
      }
      case TrainerEvent.Checkpoint c -> {
        if (isMine(c.attemptId())) {
          outbox.put(new Outbox.Item.Saved(c));
        }
      }
      case TrainerEvent.Ended e -> {
        if (isMine(e.attemptId())) {
          trainerEnd.complete(new TrainerEnd.Said(e.outcome()));
        }
      }
    }
  }

  @Override
  public void exited(TrainerExit exit) {
    trainerEnd.complete(new TrainerEnd.Died(exit));
  }

  /** The outcome to report; null if there is nobody to report to any more. */
  private @Nullable Outcome train(Trainer free) throws InterruptedException {
    try {
      if (!hold.confirm(this::obey)) {
        return null;
      }
      hold.keepRenewing(() -> progress, this::obey);
      folder.create();
      Lease.Checkpoint start = lease.checkpoint();
      Path checkpoint = start == null ? null : resumption.fetch(start, folder.path());
      if (checkpoint != null) {
        folder.outlived(checkpoint);
      }
      Outcome instead = begin(free, checkpoint);
      return instead != null ? instead : await(free);
    } catch (LeaseLost e) {
      return null;
    } catch (Refused | IOException e) {
      return new Outcome.Failed(FailureCause.DATA_MISSING, String.valueOf(e.getMessage()));
    }
  }

  /** Starts training unless a stop came first, whose outcome it then returns. */
  private synchronized @Nullable Outcome begin(Trainer free, @Nullable Path checkpoint) {
    Stopping stop = stopping;
    if (stop != null && stop.how != How.FINISH) {
      return stopped(stop, stop.reason);
    }
    lastHeard = timing.now();
    trainer = free;
    reporter.listensTo(free.slice());
    free.train(files.command(lease, folder.path(), checkpoint), this);
    if (stop != null) {
      free.stop(stop.how);
    }
    return null;
  }

  private @Nullable Outcome await(Trainer busy) throws InterruptedException {
    var watch = new Watch(trainerEnd, hold.lost());
    while (true) {
      if (trainerEnd.isDone()) {
        return outcome(trainerEnd.join());
      }
      if (hold.isLost() || report.isDone()) {
        stopNow(busy, watch);
        return null;
      }
      if (isOverdue() || isSilent()) {
        busy.kill();
      }
      watch.glance();
    }
  }

  /** The trial may be another's by now: at most a breath's time for the trainer to stay warm. */
  private void stopNow(Trainer busy, Watch watch) throws InterruptedException {
    busy.stop(How.CANCEL);
    Duration sixteenth = hold.ttl().dividedBy(16);
    Duration grace = sixteenth.compareTo(timing.stopNow()) < 0 ? sixteenth : timing.stopNow();
    if (!watch.endsWithin(grace)) {
      busy.kill();
      watch.endsWithin(Duration.ofSeconds(10));
    }
  }

  private Outcome outcome(TrainerEnd end) {
    return switch (end) {
      case TrainerEnd.Said said -> said.outcome();
      case TrainerEnd.Died died -> {
        Stopping stop = stopping;
        if (stop != null && stop.how != How.FINISH) {
          yield stopped(stop, stop.reason + "; " + died.exit().message());
        }
        String silence = isSilent() ? "silent for %s, so killed: ".formatted(timing.silence()) : "";
        yield new Outcome.Failed(
            died.exit().cause(), silence + died.exit().message(), died.exit().signal());
      }
    };
  }

  private Outcome stopped(Stopping stop, String reason) {
    return stop.how == How.CANCEL
        ? new Outcome.Cancelled(step())
        : new Outcome.Released(step(), reason);
  }

  /** The next trial is not to be stopped by what comes late for this one. */
  private synchronized void forgetTrainer() {
    trainer = null;
  }

  private void obey(Directive directive) {
    switch (directive) {
      case CONTINUE -> {}
      case CANCEL -> stop(How.CANCEL, "cancelled");
      case PAUSE -> stop(How.RELEASE, "paused");
      case STOP_EARLY -> stop(How.FINISH, "stopped early");
    }
  }

  private Duration patience(How how) {
    return switch (how) {
      case CANCEL -> timing.cancelWithin();
      case RELEASE -> timing.releaseWithin();
      // evaluates everything: only silence ends it
      case FINISH -> Duration.ofDays(365);
    };
  }

  private boolean isOverdue() {
    Stopping stop = stopping;
    return stop != null && timing.now() - stop.killAt > 0;
  }

  private boolean isSilent() {
    return timing.now() - lastHeard > timing.silence().toNanos();
  }

  private long step() {
    Renewal.Progress now = progress;
    return now == null ? startStep() : now.step();
  }

  private long startStep() {
    Lease.Checkpoint start = lease.checkpoint();
    return start == null ? 0 : start.step();
  }

  private boolean isMine(String attemptId) {
    return attemptId.equals(lease.attemptId().toString());
  }
}
