package dev.lipsweep.domain.wire;

/**
 * What the server wants of a running attempt; a lost lease is no directive but a 409 {@code
 * stale-epoch}.
 */
public enum Directive {
  CONTINUE,
  /** Stop, keep nothing: the trial is cancelled. */
  CANCEL,
  /** Write a checkpoint and give the trial back. */
  PAUSE,
  /** Stop and complete with what there is: a stopping rule has decided. */
  STOP_EARLY
}
