package dev.lipsweep.domain.frontier;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a finished trial has a number of: {@code accuracy}, {@code loss}, {@code steps},
 * {@code trainSeconds}, {@code bound:RULE} (log10 of the bound by a rule; {@code bound} alone is
 * the one that counts as the trials' own), or one of its measures by name, such as {@code
 * robust/pgd-linf/0.03}.
 */
public record Metric(String name) {
  public static final Metric BOUND = new Metric("bound");
  public static final Metric ACCURACY = new Metric("accuracy");
  public static final Metric LOSS = new Metric("loss");
  public static final Metric STEPS = new Metric("steps");
  public static final Metric TRAIN_SECONDS = new Metric("trainSeconds");

  /** What every trial has, whatever it measured besides. */
  public static final List<Metric> OF_EVERY_TRIAL =
      List.of(BOUND, ACCURACY, LOSS, STEPS, TRAIN_SECONDS);

  private static final String BY_RULE = "bound:";

  public Metric {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a metric has a name");
    }
  }

  /** The bound by this rule. */
  public static Metric bound(String rule) {
    return new Metric(BY_RULE + rule);
  }

  public boolean isBound() {
    return equals(BOUND) || name.startsWith(BY_RULE);
  }

  /** The rule of a bound that names one. */
  public Optional<String> rule() {
    return name.startsWith(BY_RULE)
        ? Optional.of(name.substring(BY_RULE.length()))
        : Optional.empty();
  }

  /** Neither a bound nor one of the numbers that every trial has. */
  public boolean isMeasure() {
    return !isBound() && !OF_EVERY_TRIAL.contains(this);
  }

  /** The direction that nobody has to be told; null if it has to be said. */
  public @Nullable Direction usualDirection() {
    if (isMeasure()) {
      return null;
    }
    return equals(ACCURACY) ? Direction.MAX : Direction.MIN;
  }

  @Override
  public String toString() {
    return name;
  }
}
