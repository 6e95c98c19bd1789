package dev.lipsweep.persistence.frontier;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All results of a question in the plane of its first two objectives, in as few numbers as a
 * picture needs.
 *
 * @param whole what all of them span
 * @param window what was looked at
 * @param cellWidth of the grid that results are counted by, from the window's left; 0 if each
 *     stands for itself
 * @param cellHeight likewise, from the bottom
 */
public record Scatter(
    Window whole, Window window, double cellWidth, double cellHeight, List<Group> groups) {

  /** A part of the plane, its borders included. Without finite results it is a point. */
  public record Window(double left, double right, double bottom, double top) {
    public Window {
      if (!(left <= right && bottom <= top)) {
        throw new IllegalArgumentException(
            "no part of a plane: %s to %s, %s to %s".formatted(left, right, bottom, top));
      }
    }

    boolean contains(double x, double y) {
      return left <= x && x <= right && bottom <= y && y <= top;
    }
  }

  /**
   * Results that agree in what was grouped by.
   *
   * @param group the values; a {@link Range} where there are too many for a group each
   * @param results all of them
   * @param inside those in the window
   * @param zero those whose first objective is minus infinity: a bound of zero
   * @param infinite those whose first objective is infinite
   * @param unknown those without a bound
   * @param diverged trials that ended without a result because their loss did
   * @param cells those inside, counted by cell
   * @param dots those inside each for itself, if all groups together have few
   * @param infiniteDots some of the infinite ones
   * @param divergedTrials some of the diverged ones
   */
  public record Group(
      Map<String, @Nullable Object> group,
      long results,
      long inside,
      long zero,
      long infinite,
      long unknown,
      long diverged,
      List<Cell> cells,
      List<Dot> dots,
      List<Dot> infiniteDots,
      List<Ended> divergedTrials) {}

  /** Numbers from one to another, both included. */
  public record Range(double from, double to) {}

  /**
   * A cell of the grid, of which columns count from the left and rows from the bottom, both from 0.
   *
   * @param column with a tenth that says where in the cell its results lie on average
   * @param row likewise
   */
  public record Cell(double column, double row, long count) {}

  /** One result. */
  public record Dot(UUID trialId, int number, double x, double y) {}

  /** A trial that has no result. */
  public record Ended(UUID trialId, int number) {}
}
