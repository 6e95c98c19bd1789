package dev.lipsweep.worker.trainer;

import dev.lipsweep.domain.trial.FailureCause;

/**
 * How a trainer's process ended.
 *
 * @param status the exit status; 128 + n after signal n
 * @param killedForMemory the kernel has killed some process for want of memory since the trainer
 *     started
 * @param lastWords the end of its standard error
 */
public record TrainerExit(int status, boolean killedForMemory, String lastWords) {
  /** What -XX:+ExitOnOutOfMemoryError ends a JVM with. */
  private static final int HEAP_EXHAUSTED = 3;

  private static final int KILLED = 128 + 9;

  /** Why a trial ended with this trainer. */
  public FailureCause cause() {
    boolean outOfMemory =
        status == HEAP_EXHAUSTED
            || (status == KILLED && killedForMemory)
            || lastWords.contains("OutOfMemoryError")
            || lastWords.contains("std::bad_alloc")
            || lastWords.contains("can't allocate memory");
    return outOfMemory ? FailureCause.OUT_OF_MEMORY : FailureCause.TRAINER_CRASHED;
  }

  /** The signal that ended it, or its exit status: what repeated crashes are told apart by. */
  public String signal() {
    return switch (status) {
      case KILLED -> "SIGKILL";
      case 128 + 6 -> "SIGABRT";
      case 128 + 11 -> "SIGSEGV";
      default -> "status " + status;
    };
  }

  public String message() {
    String how =
        switch (status) {
          case KILLED -> "was killed" + (killedForMemory ? " for want of memory" : "");
          case 128 + 6 -> "aborted (SIGABRT)";
          case 128 + 11 -> "crashed (SIGSEGV)";
          default -> "exited with status " + status;
        };
    return "the trainer %s; its last words:%n%s"
        .formatted(how, lastWords.isBlank() ? "(none)" : lastWords);
  }
}
