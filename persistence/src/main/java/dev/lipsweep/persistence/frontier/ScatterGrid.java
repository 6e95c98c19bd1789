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
  private final double[] sumsOfX;
  private final double[] sumsOfY;

  ScatterGrid(Window window, int columns, int rows) {
    this(
        window,
        (window.right() - window.left()) / columns,
        (window.top() - window.bottom()) / rows,
        columns,
        columns * rows);
  }

  private ScatterGrid(Window window, double cellWidth, double cellHeight, int columns, int cells) {
    this.window = window;
    this.cellWidth = cellWidth;
    this.cellHeight = cellHeight;
    this.columns = columns;
    this.counts = new int[cells];
    this.sumsOfX = new double[cells];
    this.sumsOfY = new double[cells];
  }

  /** A result on the right or upper border belongs to the last cell. */
  void add(double x, double y) {
    int column = place(x - window.left(), cellWidth, columns);
    int row = place(y - window.bottom(), cellHeight, rows());
    add(row * columns + column, 1, x - window.left(), y - window.bottom());
  }

  private void add(int cell, int count, double sumOfX, double sumOfY) {
    counts[cell] += count;
    sumsOfX[cell] += sumOfX;
    sumsOfY[cell] += sumOfY;
  }

  int used() {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }

  /** The same with four cells made one. */
  ScatterGrid coarser() {
    int width = Math.ceilDiv(columns, 2);
    var merged =
        new ScatterGrid(
            window, 2 * cellWidth, 2 * cellHeight, width, width * Math.ceilDiv(rows(), 2));
    for (int i = 0; i < counts.length; i++) {
      merged.add(i / columns / 2 * width + i % columns / 2, counts[i], sumsOfX[i], sumsOfY[i]);
    }
    return merged;
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
        .mapToObj(
            i ->
                new Cell(
                    mean(i % columns, sumsOfX[i] / counts[i], cellWidth),
                    mean(i / columns, sumsOfY[i] / counts[i], cellHeight),
                    counts[i]))
        .toList();
  }

  private int rows() {
    return counts.length / columns;
  }

  /** In cells, with one digit, and never that of a neighbour. */
  private static double mean(int cell, double from, double size) {
    double tenths = size == 0 ? 0 : Math.floor(10 * (from / size - cell));
    return (10 * cell + Math.clamp(tenths, 0, 9)) / 10;
  }

  private static int place(double from, double size, int most) {
    return size == 0 ? 0 : Math.min((int) (from / size), most - 1);
  }
}
