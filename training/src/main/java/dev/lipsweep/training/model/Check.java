package dev.lipsweep.training.model;

final class Check {
  private Check() {}

  static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s: need a finite number above 0, got %s".formatted(name, value));
    }
  }

  static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s: need at least 1, got %d".formatted(name, value));
    }
  }
}
