package dev.lipsweep.domain.wire;

import dev.lipsweep.domain.trial.FailureCause;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. In JSON, {@code type} holds the record's simple name. */
public sealed interface Outcome {
  /** Trained to the end, or to where a stopping rule ended it. */
  record Completed(TrialResult result, boolean stoppedEarly) implements Outcome {}

  /**
   * Diverged: a result, never retried.
   *
   * @param loss the loss that broke it as text, such as {@code NaN} or {@code 1.3e9}
   */
  record Infeasible(long step, String loss, String reason) implements Outcome {}

  /**
   * @param signal what ended the trainer's process, such as {@code SIGSEGV} or {@code status 134};
   *     null if it lives
   */
  record Failed(FailureCause cause, String message, @Nullable String signal) implements Outcome {
    public Failed(FailureCause cause, String message) {
      this(cause, message, null);
    }
  }

  /** Stopped by the server's CANCEL. */
  record Cancelled(long step) implements Outcome {}

  /** Given back: pause, drain or shutdown. The trial goes on from its current checkpoint. */
  record Released(long step, @Nullable String reason) implements Outcome {}
}
