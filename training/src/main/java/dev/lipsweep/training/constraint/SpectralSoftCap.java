package dev.lipsweep.training.constraint;

/**
 * {@code spectral_soft_cap}: an odd polynomial on the singular values that undoes what one update
 * can add (METHOD.md 2.1).
 */
public record SpectralSoftCap(double sigmaMax, Coupling coupling) implements Constraint {

  /** How the strength follows from the size of an update. */
  public enum Coupling {
    /** From the true bound of the update: the norm never passes sigmaMax. */
    SOUND,
    /**
     * As the reference code has it, which divides that bound by sqrt(out/in): only to reproduce its
     * runs.
     */
    REFERENCE
  }

  public SpectralSoftCap(double sigmaMax) {
    this(sigmaMax, Coupling.SOUND);
  }

  @Override
  public String name() {
    return "spectral_soft_cap";
  }

  @Override
  public double cap() {
    return coupling == Coupling.SOUND ? sigmaMax : Double.POSITIVE_INFINITY;
  }
}
