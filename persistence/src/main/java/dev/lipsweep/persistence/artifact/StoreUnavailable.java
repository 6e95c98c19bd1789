package dev.lipsweep.persistence.artifact;

/** The artifact store does not answer, or not now; nothing was stored. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String place, Throwable cause) {
    super("the artifact store %s does not answer: %s".formatted(place, cause.getMessage()), cause);
  }
}
