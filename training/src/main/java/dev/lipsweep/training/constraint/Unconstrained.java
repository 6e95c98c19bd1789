package dev.lipsweep.training.constraint;

/**
 * {@code none}: linear layers go where the optimizer takes them; columns of embeddings are still
 * capped at RMS 1.
 */
public record Unconstrained() implements Constraint {
  @Override
  public String name() {
    return "none";
  }
}
