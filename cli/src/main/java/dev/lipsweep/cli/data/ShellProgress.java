package dev.lipsweep.cli.data;

import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.output.Bar;
import dev.lipsweep.cli.output.LiveBlock;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A bar on a terminal; a line for every tenth of the way elsewhere. On the error stream. */
final class ShellProgress implements Progress {
  private static final int WIDTH = 30;

  private final boolean terminal;
  private final PrintWriter out;
  private final LiveBlock block;
  private long tenth = -1;
  private long shown;

  ShellProgress(Shell shell) {
    terminal = shell.terminal();
    out = shell.err();
    block = new LiveBlock(out);
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void at(String name, long bytes, long total) {
    if (total <= 0) {
      return;
    }
    double share = (double) bytes / total;
    String numbers = "%s %s of %s MB".formatted(name, megabytes(bytes), megabytes(total));
    if (terminal) {
      if (bytes - shown >= total / 500 || bytes == total) {
        shown = bytes;
        block.show(List.of(Bar.of(share, WIDTH) + " " + numbers));
      }
    } else if ((long) (share * 10) != tenth) {
      tenth = (long) (share * 10);
      out.println(numbers);
    }
  }

  @Override
  public void end() {
    if (terminal) {
      block.close();
    }
    tenth = -1;
    shown = 0;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
