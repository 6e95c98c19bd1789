package dev.lipsweep.domain.frontier.statistics;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How intervals are made: the same numbers give the same intervals, on any machine.
 *
 * @param resamples how many times the seeds are drawn anew
 * @param seed of the generator
 * @param level share of the resamples inside an interval, such as 0.95
 */
public record Resampling(int resamples, long seed, double level) {
  /** The generator, by its name in the JDK, whose numbers its specification fixes. */
  public static final String GENERATOR = "L64X128MixRandom";

  public static final Resampling DEFAULT = new Resampling(1_000, 0, 0.95);
  public static final int FEWEST = 100;
  public static final int MOST = 10_000;

  public Resampling {
    if (resamples < FEWEST || resamples > MOST) {
      throw new IllegalArgumentException(
          "resamples are %d to %d, got %d".formatted(FEWEST, MOST, resamples));
    }
    if (!(0.5 <= level && level < 1)) {
      throw new IllegalArgumentException("a level is in [0.5, 1), got " + level);
    }
  }

  RandomGenerator generator() {
    return generator(seed);
  }

  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of(GENERATOR).create(seed);
  }
}
