package dev.lipsweep.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows in aligned columns, two spaces apart. A column whose every value starts like a number is set
 * to the right; the widest text columns give way when the lines would not fit: their cells are cut
 * short, or go on in lines below.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final int LEAST_WIDTH = 8;

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean wrapped;

  public TextTable(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row; it has as many cells as the header. */
  public void row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, header.size()));
    }
    rows.add(List.of(cells));
  }

  /** For tables to be read word by word: nothing is cut off, long cells go on in lines below. */
  public TextTable wrapped() {
    wrapped = true;
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines of the table, none longer than {@code width} where that can be had. */
  public List<String> lines(int width) {
    int[] widths = fitted(width);
    boolean[] right = new boolean[header.size()];
    for (int column = 0; column < right.length; column++) {
      right[column] = isNumeric(column);
    }
    var lines = new ArrayList<String>(rows.size() + 1);
    lines.add(line(header, widths, right));
    rows.forEach(row -> lines.addAll(lines(row, widths, right)));
    return lines;
  }

  private List<String> lines(List<String> row, int[] widths, boolean[] right) {
    if (!wrapped) {
      return List.of(line(row, widths, right));
    }
    List<List<String>> cells =
        IntStream.range(0, widths.length)
            .mapToObj(column -> broken(row.get(column), widths[column]))
            .toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, height)
        .mapToObj(i -> cells.stream().map(cell -> i < cell.size() ? cell.get(i) : "").toList())
        .map(part -> line(part, widths, right))
        .toList();
  }

  /** The text in lines of at most {@code width} characters, broken at spaces. */
  private static List<String> broken(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private int[] fitted(int width) {
    int[] widths = IntStream.range(0, header.size()).map(this::widest).toArray();
    int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - width;
    while (excess > 0) {
      int widest = -1;
      for (int column = 0; column < widths.length; column++) {
        boolean canGive = widths[column] > LEAST_WIDTH && !isNumeric(column);
        if (canGive && (widest < 0 || widths[column] > widths[widest])) {
          widest = column;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
      excess--;
    }
    return widths;
  }

  private int widest(int column) {
    return rows.stream()
        .mapToInt(row -> length(row.get(column)))
        .reduce(length(header.get(column)), Math::max);
  }

  private boolean isNumeric(int column) {
    return rows.stream().map(row -> row.get(column)).anyMatch(TextTable::isNumber)
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(
                cell ->
                    cell.isEmpty()
                        || cell.equals("-")
                        || cell.equals("infinite")
                        || isNumber(cell));
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?\\d[\\d.,e+-]*( ?(%|s|min|h|/s))?|-?\\d+/\\d+");
  }

  private static String line(List<String> cells, int[] widths, boolean[] right) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = shortened(cells.get(column), widths[column]);
      String space = " ".repeat(widths[column] - length(cell));
      line.append(column == 0 ? "" : GAP).append(right[column] ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }

  /** The text in at most {@code width} characters, with an ellipsis if something was cut off. */
  public static String shortened(String text, int width) {
    String plain = text.replaceAll("\\p{Cntrl}+", " ");
    if (length(plain) <= width) {
      return plain;
    }
    return width < 1 ? "" : plain.substring(0, plain.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
