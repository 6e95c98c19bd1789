package dev.lipsweep.domain.plot;

import java.util.Locale;

/**
 * How a group looks: a colour of the Okabe-Ito palette, which colour-blind readers can tell apart,
 * and a shape of its own. Colours and shapes turn at different lengths, so 56 groups differ.
 */
public record PlotMark(String colour, int shape) {
  /** The palette's yellow is left out, since a line in it is lost on white. */
  private static final String[] COLOURS = {
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"
  };

  private static final int SHAPES = 8;

  public static PlotMark of(int group) {
    return new PlotMark(COLOURS[group % COLOURS.length], group % SHAPES);
  }

  /**
   * SVG path data around (x, y); areas are nearly alike.
   *
   * @param r radius of the circle among them, in pixels
   */
  public String path(double x, double y, double r) {
    return switch (shape) {
      case 0 -> circle(x, y, r);
      case 1 -> polygon(x, y, r * 1.25, 4, 45, 1);
      case 2 -> polygon(x, y, r * 1.4, 3, -90, 1);
      case 3 -> polygon(x, y, r * 1.35, 4, 0, 1);
      case 4 -> polygon(x, y, r * 1.4, 3, 90, 1);
      case 5 -> polygon(x, y, r * 1.5, 10, -90, 0.45);
      case 6 -> polygon(x, y, r * 1.2, 5, -90, 1);
      default -> polygon(x, y, r * 1.55, 8, 0, 0.4);
    };
  }

  private static String circle(double x, double y, double r) {
    return String.format(
        Locale.ROOT,
        "M%.1f %.1fa%.1f %.1f 0 1 0 %.1f 0a%3$.1f %3$.1f 0 1 0 -%5$.1f 0z",
        x - r,
        y,
        r,
        r,
        2 * r);
  }

  /** A regular polygon, or a star when every other corner lies nearer by {@code inner}. */
  private static String polygon(
      double x, double y, double r, int corners, double turn, double inner) {
    var path = new StringBuilder();
    for (int i = 0; i < corners; i++) {
      double angle = Math.toRadians(turn + 360.0 * i / corners);
      double radius = i % 2 == 0 ? r : r * inner;
      path.append(i == 0 ? 'M' : 'L')
          .append(
              String.format(
                  Locale.ROOT,
                  "%.1f %.1f",
                  x + radius * Math.cos(angle),
                  y + radius * Math.sin(angle)));
    }
    return path.append('z').toString();
  }
}
