package dev.lipsweep.persistence.worker;

/** Whether a worker has been heard of. */
public enum WorkerState {
  ALIVE,
  /** Nothing heard for several leases; it may come back. */
  SILENT,
  /** It said goodbye, or was silent for long; it has to register again. */
  LEFT
}
