package dev.lipsweep.worker;

import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.worker.attempt.Attempt;
import dev.lipsweep.worker.server.Backoff;
import dev.lipsweep.worker.trainer.Leftovers;
import dev.lipsweep.worker.trainer.Trainer;
import dev.lipsweep.worker.trainer.TrainerLaunch;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** A place to run one trial at a time: keeps a trainer warm and gives it attempts. */
final class Slot {
  private static final Logger log = LoggerFactory.getLogger(Slot.class);

  /** The very first start of all unpacks the native engine, half a gigabyte. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private static final Duration LOOK_AT_IDLE_TRAINER = Duration.ofSeconds(2);

  private final int number;
  private final String device;
  private final WorkerSettings settings;
  private final TrainerLaunch launch;
  private final Leftovers leftovers;
  private final JsonMapper json;
  private final BlockingQueue<Attempt> inbox = new LinkedBlockingQueue<>();
  private volatile @Nullable Trainer trainer;
  private volatile boolean closing;
  private boolean ended; // guarded by this

  /**
   * @param device what its trainer computes on, as claims and leases name it
   */
  Slot(
      int number,
      String device,
      WorkerSettings settings,
      TrainerLaunch launch,
      Leftovers leftovers,
      JsonMapper json) {
    this.number = number;
    this.device = device;
    this.settings = settings;
    this.launch = launch;
    this.leftovers = leftovers;
    this.json = json;
  }

  int number() {
    return number;
  }

  String device() {
    return device;
  }

  /**
   * Starts a trainer and waits until it can take a trial.
   *
   * @throws IOException with its last words, if it does not come up
   */
  TrainerEvent.Ready startTrainer() throws IOException, InterruptedException {
    return launchTrainer().awaitReady(READY_WITHIN);
  }

  private synchronized Trainer launchTrainer() throws IOException, InterruptedException {
    if (ended) {
      throw new InterruptedException("nobody would end this trainer");
    }
    Trainer fresh = Trainer.start(launch, number, json);
    trainer = fresh;
    leftovers.add(fresh.process());
    return fresh;
  }

  /**
   * Begins to run attempts.
   *
   * @param free told whenever the slot can take one
   */
  void open(Consumer<Slot> free) {
    Thread.ofPlatform().daemon().name("slot-" + number).start(() -> run(free));
  }

  void accept(Attempt attempt) {
    inbox.add(attempt);
  }

  /** Takes no more attempts; one that waits for a trainer is given back. */
  void close(String reason) throws InterruptedException {
    closing = true;
    Attempt waiting = inbox.poll();
    if (waiting != null) {
      waiting.giveBack(reason);
    }
  }

  /** Ends the trainer, which has that long for a last checkpoint; there will be no other. */
  void endTrainer(Duration patience) {
    Trainer last;
    synchronized (this) {
      ended = true;
      last = trainer;
    }
    if (last != null) {
      last.close(patience);
    }
  }

  private void run(Consumer<Slot> free) {
    try {
      Attempt previous = null;
      usableTrainer();
      while (!closing) {
        free.accept(this);
        Attempt attempt = nextAttempt();
        if (attempt == null) {
          return;
        }
        Trainer warm = usableTrainer();
        attempt.trainOn(warm);
        retireIfSpent(warm);
        if (previous != null) {
          // reports may lag behind by one trial, no more
          previous.report().get();
        }
        previous = attempt;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("reports do not fail: indicates a bug", e);
    }
  }

  /** Waits for one, and sees to it that the trainer is there when it comes; null when closing. */
  private @Nullable Attempt nextAttempt() throws InterruptedException {
    while (!closing) {
      Attempt attempt = inbox.poll(LOOK_AT_IDLE_TRAINER.toMillis(), TimeUnit.MILLISECONDS);
      if (attempt != null) {
        return attempt;
      }
      usableTrainer();
    }
    return null;
  }

  private Trainer usableTrainer() throws InterruptedException {
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    while (true) {
      Trainer now = trainer;
      if (now != null && now.isUsable()) {
        return now;
      }
      try {
        startTrainer();
      } catch (IOException e) {
        log.warn("slot {}: no trainer, will try again: {}", number, e.getMessage());
        backoff.pause();
      }
    }
  }

  /** A fresh process costs a second or three; the native engine's memory only ever grows. */
  private void retireIfSpent(Trainer used) {
    long resident = used.residentBytes().orElse(0);
    if (used.trials() >= settings.trialsPerTrainer() || resident > settings.trainerMemoryBytes()) {
      log.info(
          "slot {}: replacing the trainer after {} trials, {} MB resident",
          number,
          used.trials(),
          resident >> 20);
      used.close();
      trainer = null;
    }
  }
}
