package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.wire.Lease;
import org.slf4j.MDC;

/** Says in every line that a thread logs which attempt it is about. */
final class LogFields {
  private LogFields() {}

  /** From now on in this thread. */
  static void put(Lease lease) {
    MDC.put("sweep", lease.sweepId().toString());
    MDC.put("trial", lease.trialId().toString());
    MDC.put("attempt", lease.attemptId().toString());
    MDC.put("epoch", Long.toString(lease.epoch()));
  }

  static void clear() {
    MDC.clear();
  }
}
