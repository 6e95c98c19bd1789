package dev.lipsweep.worker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what will happen in another thread or process. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("waited in vain for: " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
