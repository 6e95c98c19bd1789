package dev.lipsweep.domain.frontier;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What stands for the trials of a configuration that differ in their seed only. */
public enum SeedAggregate {
  /** Every trial for itself. */
  EACH,
  MEAN,
  MEDIAN,
  /** Of each objective the worst value. */
  WORST;

  /** As definitions write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SeedAggregate> of(String text) {
    return Arrays.stream(values()).filter(value -> value.text().equals(text)).findFirst();
  }
}
