package dev.lipsweep.bench;

import java.util.SplittableRandom;

/** How trials of one configuration scatter, all with the same standard deviation on average. */
enum SeedNoise {
  NORMAL {
    @Override
    double draw(SplittableRandom random, double ofConfiguration) {
      return random.nextGaussian();
    }
  },
  /** Student's t with three degrees of freedom: now and then a seed is far out. */
  HEAVY_TAILED {
    @Override
    double draw(SplittableRandom random, double ofConfiguration) {
      double squares = 0;
      for (int i = 0; i < 3; i++) {
        double normal = random.nextGaussian();
        squares += normal * normal;
      }
      return random.nextGaussian() / Math.sqrt(squares);
    }
  },
  /** Some configurations scatter nine times as much as others. */
  UNEQUAL_CONFIGURATIONS {
    @Override
    double draw(SplittableRandom random, double ofConfiguration) {
      return random.nextGaussian() * between(ofConfiguration);
    }
  },
  /** Some seeds scatter nine times as much as others. */
  UNEQUAL_SEEDS {
    @Override
    double draw(SplittableRandom random, double ofConfiguration) {
      return random.nextGaussian() * between(random.nextDouble());
    }
  };

  /** The root of the mean square of {@code 3^u}, u uniform in [-1, 1]. */
  private static final double ROOT_MEAN_SQUARE = Math.sqrt((9 - 1.0 / 9) / (4 * Math.log(3)));

  /**
   * A deviation of standard deviation one.
   *
   * @param ofConfiguration in [0, 1), the same for all trials of a configuration
   */
  abstract double draw(SplittableRandom random, double ofConfiguration);

  /** A third to three, at equal steps of the logarithm. */
  private static double between(double share) {
    return Math.pow(3, 2 * share - 1) / ROOT_MEAN_SQUARE;
  }

  String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
