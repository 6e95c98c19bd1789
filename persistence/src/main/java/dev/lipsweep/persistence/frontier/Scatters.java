package dev.lipsweep.persistence.frontier;

import dev.lipsweep.persistence.frontier.Scatter.Window;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All COMPLETED trials of a question as a picture shows them: reduced here, whatever their number,
 * so that nobody has to load them.
 */
@Component
public class Scatters {
  /** So many can be drawn each for itself. */
  static final int MOST_DOTS = 1500;

  /** So many cells, of all groups together, are sent: a finer grid is made coarser. */
  static final int MOST_CELLS = 6000;

  private final ResultPlanes planes;

  Scatters(ResultPlanes planes) {
    this.planes = planes;
  }

  /**
   * @param query of which two objectives count; every trial stands for itself, whatever it says of
   *     seeds
   * @param wanted the window; null for everything
   * @param columns of the grid at most
   * @param rows likewise
   */
  public Scatter scatter(FrontierQuery query, @Nullable Window wanted, int columns, int rows) {
    ResultPlane plane = planes.of(query);
    ResultGroups groups = planes.groups(plane, query);
    Window whole = whole(plane, groups.of());
    Window window = wanted == null ? whole : wanted;
    List<ScatterGroup> looked =
        groups.names().stream()
            .map(name -> new ScatterGroup(name, window, columns, rows, MOST_DOTS))
            .toList();
    for (int i = 0; i < plane.size(); i++) {
      int group = groups.of()[plane.configuration()[i]];
      if (group >= 0) {
        looked.get(group).add(plane, i);
      }
    }
    boolean few = looked.stream().mapToInt(ScatterGroup::inside).sum() <= MOST_DOTS;
    while (looked.stream().mapToInt(group -> group.grid().used()).sum() > MOST_CELLS
        && !looked.getFirst().grid().isOneCell()) {
      looked.forEach(ScatterGroup::coarser);
    }
    return new Scatter(
        whole,
        window,
        few ? 0 : looked.getFirst().grid().cellWidth(),
        few ? 0 : looked.getFirst().grid().cellHeight(),
        looked.stream().map(group -> group.group(few)).toList());
  }

  private static Window whole(ResultPlane plane, int[] groups) {
    var x = new DoubleSummaryStatistics();
    var y = new DoubleSummaryStatistics();
    for (int i = 0; i < plane.size(); i++) {
      if (groups[plane.configuration()[i]] >= 0
          && Double.isFinite(plane.x()[i])
          && Double.isFinite(plane.y()[i])) {
        x.accept(plane.x()[i]);
        y.accept(plane.y()[i]);
      }
    }
    return x.getCount() == 0
        ? new Window(0, 0, 0, 0)
        : new Window(x.getMin(), x.getMax(), y.getMin(), y.getMax());
  }
}
