package dev.lipsweep.domain.frontier;

import java.util.Arrays;
import java.util.Optional;

/** Which values of a metric are the better ones. */
public enum Direction {
  MIN("min"),
  MAX("max");

  private final String text;

  Direction(String text) {
    this.text = text;
  }

  /** As definitions write it. */
  public String text() {
    return text;
  }

  public static Optional<Direction> of(String text) {
    return Arrays.stream(values()).filter(direction -> direction.text.equals(text)).findFirst();
  }

  /** The value such that smaller is better: itself, or its negative. */
  public double cost(double value) {
    return this == MIN ? value : -value;
  }
}
