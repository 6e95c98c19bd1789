package dev.lipsweep.worker;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.trainer.TrainerCommand.Stop.How;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.TrialResult;
import dev.lipsweep.worker.json.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * A trainer for tests that follows a script instead of training, in a real process. A trial's
 * parameters are the script:
 *
 * <ul>
 *   <li>{@code steps}: how many, each with a loss of {@code 1 / step}
 *   <li>{@code gate}, {@code gateStep}: waits before that step until the file exists
 *   <li>{@code checkpointEvery}: steps
 *   <li>{@code atEnd}: {@code complete}, {@code crash}, {@code exhaust} (status 3), {@code hold}
 *       (until stopped)
 *   <li>{@code deaf}: 1 ignores every stop
 * </ul>
 *
 * A completed trial has a measure {@code gapMillis}: how long the trainer waited for it.
 */
final class ScriptedTrainer {
  private static final JsonMapper JSON = WireJson.mapper();
  private static final Object INPUT = new Object();
  private static final AtomicReference<TrainerCommand.Train> next = new AtomicReference<>();
  private static volatile How stop;
  private static volatile boolean closed;
  private static volatile long idleSince;
  private static volatile double gapMillis;

  private final TrainerCommand.Train trial;
  private int seq;
  private String lastSha = "none";

  private ScriptedTrainer(TrainerCommand.Train trial) {
    this.trial = trial;
  }

  public static void main(String[] args) throws Exception {
    say(new TrainerEvent.Ready(Map.of("scripted", 1), Map.of("codeVersion", "test")));
    Thread.ofPlatform().daemon().start(ScriptedTrainer::listen);
    while (true) {
      TrainerCommand.Train trial = awaitTrial();
      if (trial == null) {
        return;
      }
      new ScriptedTrainer(trial).train();
    }
  }

  private void train() throws Exception {
    long steps = number("steps", 1);
    long every = number("checkpointEvery", Long.MAX_VALUE);
    long step = 0;
    Object words = trial.parameters().get("says");
    if (words != null) {
      System.err.println(words);
    }
    if (trial.checkpoint() != null) {
      step = Long.parseLong(Files.readString(Path.of(trial.checkpoint())));
    }
    while (step < steps) {
      if (step + 1 == number("gateStep", -1)) {
        awaitGate();
      }
      if (stopped(step)) {
        return;
      }
      step++;
      double loss = 1.0 / step;
      say(
          new TrainerEvent.Metrics(
              trial.attemptId(),
              List.of(new MetricChunk("train/loss", seq++, List.of(step), List.of(loss)))));
      say(new TrainerEvent.Progress(trial.attemptId(), step, steps, loss, 100));
      if (step % every == 0) {
        checkpoint(step);
      }
    }
    switch (trial.parameters().getOrDefault("atEnd", "complete").toString()) {
      case "crash" -> {
        System.err.println("the matrix is on fire");
        Runtime.getRuntime().halt(134);
      }
      case "exhaust" -> Runtime.getRuntime().halt(3);
      case "hold" -> {
        while (!stopped(step)) {
          LockSupport.parkNanos(1_000_000);
        }
      }
      default -> complete(step, false);
    }
  }

  private boolean stopped(long step) throws Exception {
    How how = stop;
    if (closed) {
      how = How.RELEASE;
    }
    if (how == null || number("deaf", 0) == 1) {
      return false;
    }
    switch (how) {
      case CANCEL -> end(new Outcome.Cancelled(step));
      case RELEASE -> {
        checkpoint(step);
        end(new Outcome.Released(step, null));
      }
      case FINISH -> complete(step, true);
    }
    return true;
  }

  private void complete(long step, boolean early) throws Exception {
    checkpoint(step);
    var certificate =
        new CertificateRecord(
            "certified-quick",
            1,
            true,
            LogBound.of(204),
            "everywhere",
            "exact",
            0,
            lastSha,
            List.of(new CertificateRecord.LayerNorm("first", 2.5)),
            LogBound.UNKNOWN,
            List.of(new CertificateRecord.Contribution("first", 2.31)));
    end(
        new Outcome.Completed(
            new TrialResult(
                0.5,
                1.0 / step,
                step,
                0.1,
                lastSha,
                List.of(certificate),
                Map.of("gapMillis", gapMillis),
                Map.of("codeVersion", "test", "pid", Long.toString(ProcessHandle.current().pid()))),
            early));
  }

  private void checkpoint(long step) throws Exception {
    byte[] content = Long.toString(step).getBytes(StandardCharsets.UTF_8);
    lastSha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    Path file = Path.of(trial.directory(), "checkpoint-" + step);
    Files.write(file, content);
    say(
        new TrainerEvent.Checkpoint(
            trial.attemptId(), file.toString(), lastSha, step, content.length));
  }

  private void end(Outcome outcome) {
    say(new TrainerEvent.Ended(trial.attemptId(), outcome));
    idleSince = System.nanoTime();
  }

  private void awaitGate() {
    Path gate = Path.of(trial.parameters().get("gate").toString());
    while (!Files.exists(gate) && (stop == null || number("deaf", 0) == 1) && !closed) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long number(String name, long otherwise) {
    return trial.parameters().get(name) instanceof Number n ? n.longValue() : otherwise;
  }

  private static TrainerCommand.Train awaitTrial() throws InterruptedException {
    synchronized (INPUT) {
      while (next.get() == null && !closed) {
        INPUT.wait();
      }
      return next.getAndSet(null);
    }
  }

  private static void listen() {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        synchronized (INPUT) {
          switch (JSON.readValue(line, TrainerCommand.class)) {
            case TrainerCommand.Train train -> {
              gapMillis = (System.nanoTime() - idleSince) / 1e6;
              stop = null;
              next.set(train);
            }
            case TrainerCommand.Stop s -> stop = s.how();
          }
          INPUT.notifyAll();
        }
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
    synchronized (INPUT) {
      closed = true;
      INPUT.notifyAll();
    }
  }

  private static synchronized void say(TrainerEvent event) {
    System.out.println(JSON.writerFor(TrainerEvent.class).writeValueAsString(event));
    System.out.flush();
  }
}
