package dev.lipsweep.worker.attempt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the trainer's end or the loss of the lease, looking up often enough for the clock. */
final class Watch {
  private static final long GLANCE_MILLIS = 200;

  private final CompletableFuture<?> end;
  private final CompletableFuture<?> endOrLoss;

  Watch(CompletableFuture<?> end, CompletableFuture<?> loss) {
    this.end = end;
    this.endOrLoss = CompletableFuture.anyOf(end, loss);
  }

  void glance() throws InterruptedException {
    isDoneWithin(endOrLoss, GLANCE_MILLIS);
  }

  boolean endsWithin(Duration time) throws InterruptedException {
    return isDoneWithin(end, time.toMillis());
  }

  private static boolean isDoneWithin(CompletableFuture<?> future, long millis)
      throws InterruptedException {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed with an exception: indicates a bug", e);
    }
  }
}
