package dev.lipsweep.persistence.frontier;

import dev.lipsweep.persistence.frontier.Scatter.Dot;
import dev.lipsweep.persistence.frontier.Scatter.Ended;
import dev.lipsweep.persistence.frontier.Scatter.Group;
import dev.lipsweep.persistence.frontier.Scatter.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at a group's results one after the other. */
final class ScatterGroup {
  private static final int MOST_EXAMPLES = 20;

  private final Map<String, @Nullable Object> name;
  private final Window window;
  private final int mostDots;
  private final List<Dot> dots = new ArrayList<>();
  private final List<Dot> infiniteDots = new ArrayList<>();
  private final List<Ended> divergedTrials = new ArrayList<>();
  private ScatterGrid grid;
  private int results;
  private int inside;
  private int zero;
  private int infinite;
  private int unknown;
  private int diverged;

  /**
   * @param mostDots of all groups; with more, none are needed
   */
  ScatterGroup(
      Map<String, @Nullable Object> name, Window window, int columns, int rows, int mostDots) {
    this.name = name;
    this.window = window;
    this.grid = new ScatterGrid(window, columns, rows);
    this.mostDots = mostDots;
  }

  void add(ResultPlane plane, int i) {
    double x = plane.x()[i];
    double y = plane.y()[i];
    if (Double.isNaN(y)) {
      diverged++;
      if (diverged <= MOST_EXAMPLES) {
        divergedTrials.add(new Ended(plane.trials()[i], plane.numbers()[i]));
      }
      return;
    }
    results++;
    if (Double.isNaN(x)) {
      unknown++;
    } else if (x == Double.NEGATIVE_INFINITY) {
      zero++;
    } else if (x == Double.POSITIVE_INFINITY) {
      infinite++;
      if (infinite <= MOST_EXAMPLES) {
        infiniteDots.add(new Dot(plane.trials()[i], plane.numbers()[i], x, y));
      }
    } else if (window.contains(x, y)) {
      inside++;
      grid.add(x, y);
      if (inside <= mostDots) {
        dots.add(new Dot(plane.trials()[i], plane.numbers()[i], x, y));
      }
    }
  }

  int inside() {
    return inside;
  }

  ScatterGrid grid() {
    return grid;
  }

  void coarser() {
    grid = grid.coarser();
  }

  Group group(boolean few) {
    return new Group(
        name,
        results,
        inside,
        zero,
        infinite,
        unknown,
        diverged,
        few ? List.of() : grid.cells(),
        few ? dots : List.of(),
        infiniteDots,
        divergedTrials);
  }
}
