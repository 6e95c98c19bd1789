package dev.lipsweep.training.constraint;

/**
 * What keeps the RMS-to-RMS norm of every linear layer under its cap, step by step. A new
 * constraint is one small file.
 *
 * <p>Whatever the constraint, after every step each column of an embedding is divided by max(1, its
 * RMS) (METHOD.md 2), so that embedded tokens have RMS at most 1: certificates start from that.
 */
public interface Constraint {

  /** As users write it, for example {@code spectral_soft_cap}. */
  String name();

  /**
   * The largest RMS-to-RMS norm a linear layer can have after a step, infinite where there is no
   * cap.
   */
  double cap();
}
