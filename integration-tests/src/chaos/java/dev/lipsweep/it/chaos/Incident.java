package dev.lipsweep.it.chaos;

import java.time.Duration;
import java.util.Locale;

/**
 * Something bad that happens.
 *
 * @param at time since the sweep began
 * @param target number of the worker or the server that it happens to, from 0; 0 where there is
 *     only one
 * @param length how long it lasts: until what was killed is started again, what was stopped goes
 *     on, what was cut is whole
 */
record Incident(Duration at, Kind kind, int target, Duration length) {
  /** Whom an incident concerns. */
  enum Concerns {
    WORKER,
    SERVER,
    EVERYBODY
  }

  /** What can happen, and how often in comparison with the others. */
  enum Kind {
    KILL_TRAINER(4, Concerns.WORKER),
    KILL_AGENT(3, Concerns.WORKER),
    /** SIGSTOP for longer than a lease; the agent wakes up and believes that it still has it. */
    STOP_AGENT(2, Concerns.WORKER),
    /** Requests arrive, answers do not. */
    DROP_ANSWERS(3, Concerns.WORKER),
    DELAY_ANSWERS(2, Concerns.WORKER),
    PARTITION(2, Concerns.WORKER),
    KILL_SERVER(2, Concerns.SERVER),
    KILL_DATABASE(1, Concerns.EVERYBODY),
    FULL_DISK(1, Concerns.EVERYBODY);

    final int weight;
    final Concerns concerns;

    Kind(int weight, Concerns concerns) {
      this.weight = weight;
      this.concerns = concerns;
    }
  }

  Duration end() {
    return at.plus(length);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%6.1f s  %-13s %d  for %.1f s",
        at.toMillis() / 1e3,
        kind,
        target,
        length.toMillis() / 1e3);
  }
}
