package dev.lipsweep.domain.racing;

/**
 * When a sweep adds seeds by itself.
 *
 * @param seeds the most that one configuration gets
 * @param probability how sure it has to be that a configuration is on the frontier, or that it is
 *     not
 * @param trials that racing may add in all
 */
public record Racing(int seeds, double probability, int trials) {
  public static final int SEEDS = 5;
  public static final double PROBABILITY = 0.9;

  public Racing {
    if (seeds < 2 || !(0.5 < probability && probability < 1) || trials < 1) {
      throw new IllegalArgumentException(
          "seeds %d, probability %s, trials %d".formatted(seeds, probability, trials));
    }
  }
}
