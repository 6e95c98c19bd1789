package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.training.data.DataMissing;
import java.util.Locale;

/** What an exception means for its trial. */
final class Failures {
  private static final int LONGEST_MESSAGE = 2000;

  private Failures() {}

  static Outcome outcome(Throwable failure) {
    FailureCause cause =
        switch (failure) {
          case DataMissing missing -> FailureCause.DATA_MISSING;
          case OutOfMemoryError error -> FailureCause.OUT_OF_MEMORY;
          default ->
              isNativeOutOfMemory(failure)
                  ? FailureCause.OUT_OF_MEMORY
                  : FailureCause.TRAINER_ERROR;
        };
    return new Outcome.Failed(cause, message(cause, failure));
  }

  private static String message(FailureCause cause, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String text =
        switch (cause) {
          case DATA_MISSING, TRAINER_CRASHED -> message;
          case OUT_OF_MEMORY, TRAINER_ERROR -> failure.getClass().getSimpleName() + ": " + message;
        };
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }

  /** libtorch says it in words only: its CPU allocator, and its CUDA one. */
  private static boolean isNativeOutOfMemory(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("can't allocate memory")
          || message.contains("not enough memory")
          || message.contains("out of memory")) {
        return true;
      }
    }
    return false;
  }
}
