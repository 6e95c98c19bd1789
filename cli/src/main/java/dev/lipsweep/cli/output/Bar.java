package dev.lipsweep.cli.output;

/** A bar of progress. */
public final class Bar {
  private Bar() {}

  /** {@code share} of {@code width} cells filled, such as {@code [=====> ]}. */
  public static String of(double share, int width) {
    int filled = (int) Math.round(Math.clamp(share, 0, 1) * width);
    String head = filled == 0 || filled == width ? "" : ">";
    return "[" + "=".repeat(filled - head.length()) + head + " ".repeat(width - filled) + "]";
  }
}
