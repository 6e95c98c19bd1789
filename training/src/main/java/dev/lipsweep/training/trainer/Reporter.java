package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.MetricChunk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks for one attempt: progress every half second by a thread of its own, whatever the training
 * thread is busy with, and metrics in chunks.
 */
final class Reporter implements AutoCloseable {
  private static final long PROGRESS_MILLIS = 500;
  private static final Duration METRICS = Duration.ofSeconds(2);

  /** A trial's training loss has at most so many points. */
  private static final long MOST_POINTS = 2000;

  private final Events events;
  private final String attemptId;
  private final long firstStep;
  private final long steps;
  private final long every;
  private final MetricBuffer metrics = new MetricBuffer();
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService clock;
  private volatile Now now;
  private long flushedNanos = startNanos;

  /**
   * @param loss the last training loss; null before the first step
   */
  private record Now(long step, @Nullable Double loss) {}

  Reporter(Events events, String attemptId, long firstStep, long steps) {
    this.events = events;
    this.attemptId = attemptId;
    this.firstStep = firstStep;
    this.steps = steps;
    every = Math.max(1, (steps + MOST_POINTS - 1) / MOST_POINTS);
    now = new Now(firstStep, null);
    clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    var unused =
        clock.scheduleAtFixedRate(this::progress, 0, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * @param step steps done
   * @param loss of the last of them, before its update
   */
  void trained(long step, double loss) {
    now = new Now(step, Double.isFinite(loss) ? loss : null);
    if (step == firstStep + 1) {
      progress(); // people wait for a first sign of life
    }
    if (step % every == 0 || step == steps || !Double.isFinite(loss)) {
      metrics.add("train/loss", step, loss);
    }
    if (metrics.isFull() || System.nanoTime() - flushedNanos > METRICS.toNanos()) {
      flush();
    }
  }

  void metric(String series, long step, double value) {
    metrics.add(series, step, value);
  }

  void metric(String series, long step, LogBound bound) {
    metrics.add(series, step, bound);
  }

  void flush() {
    flushedNanos = System.nanoTime();
    List<MetricChunk> chunks = metrics.drain();
    if (!chunks.isEmpty()) {
      events.send(new TrainerEvent.Metrics(attemptId, chunks));
    }
  }

  /** Sends a checkpoint after all metrics up to it. */
  void checkpoint(TrainerEvent.Checkpoint checkpoint) {
    flush();
    events.send(checkpoint);
  }

  private void progress() {
    Now at = now;
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    events.send(
        new TrainerEvent.Progress(
            attemptId, at.step(), steps, at.loss(), (at.step() - firstStep) / seconds));
  }

  /** Ends progress, says the last of it, and sends what is left: after this only the outcome. */
  @Override
  public void close() {
    clock.close();
    progress();
    flush();
  }
}
