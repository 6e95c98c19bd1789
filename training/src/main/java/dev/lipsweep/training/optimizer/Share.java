package dev.lipsweep.training.optimizer;

/** Checks of numbers that say how much of the past an average keeps. */
final class Share {
  private Share() {}

  static void require(String name, double value) {
    if (!(0 <= value && value < 1)) {
      throw new IllegalArgumentException(
          "%s: need 0 <= %s < 1, got %s".formatted(name, name, value));
    }
  }
}
