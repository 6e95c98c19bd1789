package dev.lipsweep.domain.search;

/**
 * The search of a sweep.
 *
 * @param points how many it trains at most; of no meaning for a grid
 * @param initial how many of them are drawn from a Sobol sequence before results decide; for
 *     methods that look at results
 * @param seed of everything that is drawn
 */
public record Search(SearchMethod method, int points, int initial, long seed) {
  public static final Search GRID = new Search(SearchMethod.GRID, 0, 0, 0);

  public Search {
    if (points < 0 || initial < 0 || initial > points) {
      throw new IllegalArgumentException("points %d, initial %d".formatted(points, initial));
    }
  }

  public boolean isGrid() {
    return method == SearchMethod.GRID;
  }
}
