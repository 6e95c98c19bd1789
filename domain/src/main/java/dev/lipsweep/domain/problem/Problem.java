package dev.lipsweep.domain.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an input.
 *
 * @param path JSON pointer of the place, such as {@code /space/0/sigmaMax/2}; empty for the whole
 *     document
 * @param value what stands there, shortened for display; null if something is missing
 * @param message what is wrong
 * @param fix what would be right
 */
public record Problem(String path, @Nullable String value, String message, String fix) {
  private static final int LONGEST_VALUE = 80;

  public Problem {
    if (value != null && value.length() > LONGEST_VALUE) {
      value = value.substring(0, LONGEST_VALUE) + "...";
    }
  }

  public static Problem at(String path, @Nullable Object value, String message, String fix) {
    return new Problem(path, value == null ? null : value.toString(), message, fix);
  }

  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ")
        + message
        + (value == null ? "" : " (found " + value + ")")
        + "; "
        + fix;
  }
}
