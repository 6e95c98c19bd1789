package dev.lipsweep.scheduler.launcher;

import java.util.List;

/**
 * A cluster's own scheduler, as {@link PoolLauncher} needs it: it runs jobs, each of which is one
 * worker. What it says about a job says nothing about trials. No call may block for long.
 */
public interface Engine {
  /** One word for logs and labels, such as {@code slurm}. */
  String name();

  /**
   * All jobs of this pool that wait or run.
   *
   * @throws EngineFailure if it does not say so clearly: an unclear answer is not an empty one
   */
  List<Job> jobs() throws EngineFailure, InterruptedException;

  /** Asks for one more worker; returns the job's id. */
  String submit() throws EngineFailure, InterruptedException;

  /** Takes back a job that still waits; one that has begun stays. */
  void withdraw(Job job) throws EngineFailure, InterruptedException;

  /**
   * @param id the engine's own
   */
  record Job(String id, Phase phase) {}

  /** How far a job is. */
  enum Phase {
    WAITING,
    RUNNING,
    /**
     * Waits for a person: it counts against the most workers, but no work can be expected of it.
     */
    HELD,
    /** Its end has begun. */
    ENDING
  }
}
