package dev.lipsweep.worker;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGTERM and SIGINT. A shutdown hook would do for one, but not let the process exit with status 0
 * nor see the second signal.
 */
final class Signals {
  private static final int INTERRUPTED = 130;

  private Signals() {}

  /** The first signal runs {@code drain}, the second ends the process at once. */
  static void onFirst(Runnable drain) {
    var seen = new AtomicBoolean();
    SignalHandler handler =
        signal -> {
          if (seen.compareAndSet(false, true)) {
            drain.run();
          } else {
            Runtime.getRuntime().halt(INTERRUPTED);
          }
        };
    Signal.handle(new Signal("TERM"), handler);
    Signal.handle(new Signal("INT"), handler);
  }
}
