package dev.lipsweep.cli.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's reason for a refusal, as RFC 9457 has it, with the places in the input. */
public record ProblemDetail(
    @Nullable String type,
    @Nullable String title,
    int status,
    @Nullable String detail,
    @Nullable List<Place> problems) {

  /**
   * One thing that is wrong with an input.
   *
   * @param path JSON pointer; empty for the whole document
   * @param line line in the text that was sent, from 1, if known
   */
  public record Place(
      @Nullable String path,
      @Nullable Integer line,
      @Nullable String value,
      @Nullable String message,
      @Nullable String fix) {
    /** One line, in the form that editors can jump to: {@code file:7: /path: message; fix}. */
    String text(@Nullable String source) {
      var out = new StringBuilder();
      if (source != null) {
        out.append(source).append(':');
        out.append(line == null ? "" : line + ":").append(' ');
      } else if (line != null) {
        out.append("line ").append(line).append(": ");
      }
      if (path != null && !path.isEmpty()) {
        out.append(path).append(": ");
      }
      out.append(message == null ? "not right" : message);
      if (value != null) {
        out.append(" (found ").append(value).append(')');
      }
      return out.append(fix == null || fix.isBlank() ? "" : "; " + fix).toString();
    }
  }

  /**
   * For people, without a stack trace.
   *
   * @param source the name of the file that was sent, or null
   */
  public String text(@Nullable String source) {
    if (problems == null || problems.isEmpty()) {
      String plain =
          detail != null ? detail : title != null ? title : "refused with status " + status;
      return source == null ? plain : source + ": " + plain;
    }
    var lines = new ArrayList<String>();
    problems.forEach(place -> lines.add(place.text(source)));
    return String.join("\n", lines);
  }
}
