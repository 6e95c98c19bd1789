package dev.lipsweep.persistence.trial;

/** In what order trials are listed; trials without the value come last. */
public enum TrialOrder {
  NUMBER,
  /** The most accurate first. */
  ACCURACY,
  /** The smallest bound first. */
  BOUND
}
