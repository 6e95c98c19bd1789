package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.trainer.TrainerCommand.Stop.How;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.training.recipe.RecipePlans;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Takes commands and runs trials, one at a time, on the thread that calls {@link #run}. */
final class Trainer {
  static final int ENDED = 0;
  static final int NO_COMMAND = 64;
  static final int NO_ENGINE = 70;

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final BufferedReader commands;
  private final Events events;

  /** Work in the order of its lines; empty is the end of input. */
  private final BlockingQueue<Optional<Work>> queue = new LinkedBlockingQueue<>();

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable StopSignal latest;
  private volatile int exitCode = ENDED;

  private record Work(TrainerCommand.Train train, StopSignal stop) {}

  Trainer(BufferedReader commands, Events events) {
    this.commands = commands;
    this.events = events;
  }

  /** Serves until the input ends; the result is the process's exit code. */
  int run() {
    try {
      return serve();
    } finally {
      ended.countDown();
    }
  }

  /** Releases what runs, takes no more commands, and waits for {@link #run} to end. */
  void stop(Duration atMost) {
    endInput();
    try {
      var unused = ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int serve() {
    Thread.ofPlatform().daemon().name("commands").start(this::readCommands);
    Map<String, String> provenance;
    try {
      provenance = Provenance.collect();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("the engine cannot be loaded; this trainer ends", e);
      return NO_ENGINE;
    }
    events.send(new TrainerEvent.Ready(RecipePlans.implemented(), provenance));
    try {
      for (Optional<Work> work = queue.take(); work.isPresent(); work = queue.take()) {
        run(work.get(), provenance);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return exitCode;
  }

  private void run(Work work, Map<String, String> provenance) {
    TrainerCommand.Train train = work.train();
    LOG.info(
        "attempt {}: {} {} seed {}",
        train.attemptId(),
        train.recipe(),
        train.parameters(),
        train.seed());
    Outcome outcome;
    try {
      outcome = new TrialRun(train, work.stop(), events, provenance).run();
    } catch (Exception | OutOfMemoryError e) {
      outcome = Failures.outcome(e);
      LOG.error("attempt {} failed; waiting for the next command", train.attemptId(), e);
    }
    LOG.info("attempt {} ended: {}", train.attemptId(), outcome.getClass().getSimpleName());
    events.send(new TrainerEvent.Ended(train.attemptId(), outcome));
  }

  private void readCommands() {
    try {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        if (!line.isBlank()) {
          accept(JsonLines.read(line));
        }
      }
      LOG.info("end of input: stopping with a checkpoint");
    } catch (JacksonException e) {
      LOG.error(
          "a line that is no command; stopping with a checkpoint: {}. Is the worker of another version?",
          e.getOriginalMessage());
      exitCode = NO_COMMAND;
    } catch (IOException e) {
      LOG.error("standard input cannot be read; stopping with a checkpoint", e);
    }
    endInput();
  }

  private void endInput() {
    StopSignal running = latest;
    if (running != null) {
      running.stop(How.RELEASE);
    }
    queue.add(Optional.empty());
  }

  /** A stop means the trial that was sent last, even if it has not begun. */
  private void accept(TrainerCommand command) {
    switch (command) {
      case TrainerCommand.Train train -> {
        var stop = new StopSignal();
        latest = stop;
        queue.add(Optional.of(new Work(train, stop)));
      }
      case TrainerCommand.Stop stop -> {
        StopSignal running = latest;
        if (running != null) {
          running.stop(stop.how());
        }
      }
    }
  }
}
