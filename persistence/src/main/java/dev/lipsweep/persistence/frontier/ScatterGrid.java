package dev.lipsweep.persistence.frontier;

import dev.lipsweep.persistence.frontier.Scatter.Cell;
import dev.lipsweep.persistence.frontier.Scatter.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts results of a window by cell. */
final class ScatterGrid {
  private final Window window;
  private final double cellWidth;
  private final double cellHeight;
  private final int columns;
  private final int[] counts;

  ScatterGrid(Window window, int columns, int rows) {
    this(
        window,
        (window.right() - window.left()) / columns,
        (window.top() - window.bottom()) / rows,
        columns,
        new int[columns * rows]);
  }

  private ScatterGrid(
      Window window, double cellWidth, double cellHeight, int columns, int[] counts) {
    this.window = window;
    this.cellWidth = cellWidth;
    this.cellHeight = cellHeight;
    this.columns = columns;
    this.counts = counts;
  }

  /** A result on the right or upper border belongs to the last cell. */
  void add(double x, double y) {
    int column = place(x - window.left(), cellWidth, columns);
    int row = place(y - window.bottom(), cellHeight, rows());
    counts[row * columns + column]++;
  }

  int used() {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }

  /** The same with four cells made one. */
  ScatterGrid coarser() {
    int width = Math.ceilDiv(columns, 2);
    var merged = new int[width * Math.ceilDiv(rows(), 2)];
    for (int i = 0; i < counts.length; i++) {
      merged[i / columns / 2 * width + i % columns / 2] += counts[i];
    }
    return new ScatterGrid(window, 2 * cellWidth, 2 * cellHeight, width, merged);
  }

  boolean isOneCell() {
    return counts.length == 1;
  }

  double cellWidth() {
    return cellWidth;
  }

  double cellHeight() {
    return cellHeight;
  }

  List<Cell> cells() {
    return IntStream.range(0, counts.length)
        .filter(i -> counts[i] > 0)
        .mapToObj(i -> new Cell(i % columns, i / columns, counts[i]))
        .toList();
  }

  private int rows() {
    return counts.length / columns;
  }

  private static int place(double from, double size, int most) {
    return size == 0 ? 0 : Math.min((int) (from / size), most - 1);
  }
}
