package dev.lipsweep.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command: environment, streams, folder.
 *
 * @param terminal true if {@code out} is a terminal that understands cursor movements
 * @param directory the folder that relative paths start from
 */
public record Shell(
    Map<String, String> environment,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Path directory) {
  private static final int USUAL_WIDTH = 80;
  private static final int UNLIMITED = 1_000_000;

  /**
   * The shell that this process was started from. Its launcher says whether stdout is a terminal.
   */
  public static Shell ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Shell(
        environment,
        System.in,
        writer(System.out),
        writer(System.err),
        "1".equals(environment.get("LIPSWEEP_TERMINAL")) && !dumb,
        Path.of("").toAbsolutePath());
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** The value of an environment variable, or null if it is unset or blank. */
  public @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** Columns to fit: those of the terminal; a file or a pipe takes any line. */
  public int width() {
    String columns = variable("COLUMNS");
    if (columns != null && columns.matches("[1-9]\\d{1,4}")) {
      return Integer.parseInt(columns);
    }
    return terminal ? USUAL_WIDTH : UNLIMITED;
  }

  public boolean colours() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  public boolean debug() {
    return "1".equals(environment.get("LIPSWEEP_DEBUG"));
  }

  /** The folder of the server's data on this machine. */
  public Path home(@Nullable Path option) {
    String variable = variable("LIPSWEEP_HOME");
    Path home =
        option != null
            ? option
            : variable != null
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".lipsweep");
    return directory.resolve(home).normalize();
  }
}
