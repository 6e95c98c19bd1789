package dev.lipsweep.training.constraint;

/** How close a constraint keeps to the reference code of Newhouse et al. 2025. */
public enum Coupling {
  /** As exact as it can be, so that what the constraint promises holds. */
  SOUND,
  /**
   * With the approximations, and the mistakes, of the reference code: only to reproduce its runs.
   * Each constraint says what differs.
   */
  REFERENCE
}
