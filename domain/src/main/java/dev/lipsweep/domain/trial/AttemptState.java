package dev.lipsweep.domain.trial;

/** How an attempt stands or ended. */
public enum AttemptState {
  RUNNING,
  COMPLETED,
  INFEASIBLE,
  STOPPED_EARLY,
  FAILED,
  CANCELLED,
  /** The worker gave the trial back with a checkpoint: pause or shutdown. */
  RELEASED,
  /** The lease ran out; a later attempt goes on from the last checkpoint. */
  LOST
}
