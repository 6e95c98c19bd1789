package dev.lipsweep.persistence.lease;

/** What an attempt writes, each time showing its epoch. */
public enum WriteKind {
  RENEWAL,
  METRICS,
  LOG,
  CHECKPOINT,
  COMPLETION
}
