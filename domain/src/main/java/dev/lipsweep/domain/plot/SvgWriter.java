package dev.lipsweep.domain.plot;

import java.util.Locale;

/** An SVG document as it is written, element after element. */
public final class SvgWriter {
  public static final String INK = "#24292f";
  public static final String SOFT = "#57606a";
  public static final String GRID = "#e5e7eb";

  private final StringBuilder out = new StringBuilder();

  /** A line of the document, formatted without a locale. */
  public void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /**
   * @param style attributes, such as {@code text-anchor="end"}
   * @param text escaped here
   */
  public void text(double x, double y, String colour, String style, String text) {
    line(
        "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" %s>%s</text>",
        x, y, colour, style, Xml.text(text));
  }

  /** A straight line. */
  public void rule(double x1, double y1, double x2, double y2, String colour, double width) {
    line(
        "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
        x1, y1, x2, y2, colour, width);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
