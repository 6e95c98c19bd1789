package dev.lipsweep.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Prints rows as they come, in Markdown tables or as lines of JSON. */
final class Report {
  private static final JsonMapper JSON = new JsonMapper();

  private final PrintStream out;
  private final boolean json;

  Report(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Rows with the same keys; the keys of the first are the heading. */
  void table(String title, List<? extends Map<String, Object>> rows) {
    if (json) {
      for (Map<String, Object> row : rows) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", title);
        line.putAll(row);
        out.println(JSON.writeValueAsString(line));
      }
      return;
    }
    out.printf("%n%s%n%n", title);
    List<String> names = List.copyOf(rows.getFirst().keySet());
    out.println("| " + String.join(" | ", names) + " |");
    out.println("|---" + "|---:".repeat(names.size() - 1) + "|");
    for (Map<String, Object> row : rows) {
      List<String> cells = names.stream().map(name -> text(row.get(name))).toList();
      out.println("| " + String.join(" | ", cells) + " |");
    }
  }

  /** What else the machine was doing. */
  static Map<String, Object> machine() {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    var row = new LinkedHashMap<String, Object>();
    row.put("cores", machine.getAvailableProcessors());
    row.put("load of the last minute", round(machine.getSystemLoadAverage(), 2));
    row.put("java", Runtime.version().feature());
    return row;
  }

  private static String text(@Nullable Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.valueOf(value);
  }

  static double round(double value, int digits) {
    double unit = Math.pow(10, digits);
    return Math.round(value * unit) / unit;
  }
}
