package dev.lipsweep.domain.search;

import java.util.SplittableRandom;
import org.hipparchus.random.SobolSequenceGenerator;

/** Places in a unit cube, by number: the same on every machine, from any number on. */
@FunctionalInterface
interface Sequence {
  /** Odd, so that different numbers give different seeds. */
  long STEP = 0x9E3779B97F4A7C15L;

  double[] at(long number);

  static Sequence random(long seed, int sides) {
    return number -> cube(seed, number, sides);
  }

  /**
   * Sobol's sequence with the direction numbers of Joe and Kuo, moved as a whole by a random vector
   * (Cranley and Patterson, 1976), so that seeds differ.
   */
  static Sequence sobol(long seed, int sides) {
    double[] shift = cube(seed, -1, sides);
    var generator = new SobolSequenceGenerator(sides);
    return number -> {
      double[] cube = generator.skipTo(Math.toIntExact(number));
      for (int i = 0; i < sides; i++) {
        double moved = cube[i] + shift[i];
        cube[i] = moved >= 1 ? moved - 1 : moved;
      }
      return cube;
    };
  }

  private static double[] cube(long seed, long number, int sides) {
    return new SplittableRandom(seed + STEP * number).doubles(sides).toArray();
  }
}
