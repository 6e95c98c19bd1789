package dev.lipsweep.persistence.artifact;

/** A report names an artifact that was never uploaded, or has been deleted. */
public final class UnknownArtifact extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownArtifact(String sha256) {
    super("no artifact %s is stored; PUT /api/v1/artifacts/%s first".formatted(sha256, sha256));
  }
}
