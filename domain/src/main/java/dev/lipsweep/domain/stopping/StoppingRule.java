package dev.lipsweep.domain.stopping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a running trial is held against. */
public enum StoppingRule {
  /** Nothing: every trial trains to its end. */
  NONE,
  /** The median accuracy of the others at the same share of their steps. */
  MEDIAN,
  /** The best accuracies at each rung; bounds do not count. */
  ASHA,
  /** The best layers of bound and accuracy at each rung, and what rungs have got wrong so far. */
  PARETO_ASHA;

  /** As definitions write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<StoppingRule> of(@Nullable Object text) {
    return Arrays.stream(values()).filter(rule -> rule.text().equals(text)).findFirst();
  }
}
