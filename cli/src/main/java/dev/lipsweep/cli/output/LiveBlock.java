package dev.lipsweep.cli.output;

import java.io.PrintWriter;
import java.util.List;

/**
 * Lines at the end of a terminal that change in place. It alone moves the cursor, so lines that are
 * to stay go through {@link #above}.
 */
public final class LiveBlock {
  private static final String UP_AND_CLEAR = "\u001B[1A\u001B[2K";
  private static final String HIDE_CURSOR = "\u001B[?25l";
  private static final String SHOW_CURSOR = "\u001B[?25h";

  private final PrintWriter out;
  private List<String> shown = List.of();
  private boolean left;

  public LiveBlock(PrintWriter out) {
    this.out = out;
  }

  /** Replaces the block. Each line has to fit the terminal, or it would take two rows. */
  public synchronized void show(List<String> lines) {
    if (left) {
      return;
    }
    out.print(HIDE_CURSOR + clear());
    lines.forEach(out::println);
    shown = List.copyOf(lines);
    out.flush();
  }

  /** Prints a line that stays, above the block. */
  public synchronized void above(String line) {
    List<String> lines = shown;
    out.print(clear());
    out.println(line);
    shown = List.of();
    show(lines);
  }

  /** Leaves the block as it stands and gives the cursor back: this program is being stopped. */
  public synchronized void leave() {
    left = true;
    out.print(SHOW_CURSOR);
    out.flush();
  }

  /** Takes the block away and gives the cursor back. */
  public synchronized void close() {
    out.print(clear() + SHOW_CURSOR);
    shown = List.of();
    out.flush();
  }

  private String clear() {
    return UP_AND_CLEAR.repeat(shown.size());
  }
}
