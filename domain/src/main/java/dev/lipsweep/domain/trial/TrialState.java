package dev.lipsweep.domain.trial;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a trial stands. The table of legal moves is here, and the same in a CHECK of the database.
 */
public enum TrialState {
  /** A row, not yet offered to workers: its sweep is paused, or promotion has not reached it. */
  WAITING,
  READY,
  RUNNING,
  COMPLETED,
  /** It diverged: a result, never retried. */
  INFEASIBLE,
  STOPPED_EARLY,
  FAILED,
  CANCELLED;

  /** The states that a trial may go to from this one. */
  public Set<TrialState> successors() {
    return switch (this) {
      case WAITING -> EnumSet.of(READY, FAILED, CANCELLED);
      case READY -> EnumSet.of(RUNNING, WAITING, FAILED, CANCELLED);
      case RUNNING ->
          EnumSet.of(READY, WAITING, COMPLETED, INFEASIBLE, STOPPED_EARLY, FAILED, CANCELLED);
      case FAILED -> EnumSet.of(READY, WAITING);
      case COMPLETED, INFEASIBLE, STOPPED_EARLY, CANCELLED -> EnumSet.noneOf(TrialState.class);
    };
  }

  public boolean canBecome(TrialState next) {
    return successors().contains(next);
  }

  /** True if nothing more will run for the trial unless a person asks for a retry. */
  public boolean isFinished() {
    return switch (this) {
      case WAITING, READY, RUNNING -> false;
      case COMPLETED, INFEASIBLE, STOPPED_EARLY, FAILED, CANCELLED -> true;
    };
  }
}
