package dev.lipsweep.training.bench;

import dev.lipsweep.training.bench.Contest.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Prints rows as they come, in Markdown tables or as lines of JSON. */
final class Report {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final boolean json;

  Report(boolean json) {
    this.json = json;
  }

  void scores(String title, List<Score> scores) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Score score : scores) {
      var row = new LinkedHashMap<String, Object>();
      row.put("what", score.name());
      row.put("ms a step", round(score.millis(), 1));
      row.put("ratio to the first", round(score.ratio(), 3));
      rows.add(row);
    }
    table(title, rows);
  }

  /** Rows with the same keys; the keys of the first are the heading. */
  void table(String title, List<Map<String, Object>> rows) {
    if (json) {
      for (Map<String, Object> row : rows) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", title);
        line.putAll(row);
        System.out.println(JSON.writeValueAsString(line));
      }
      return;
    }
    System.out.printf("%n%s%n%n", title);
    List<String> names = List.copyOf(rows.getFirst().keySet().stream().toList());
    int[] widths = new int[names.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = names.get(i).length();
      for (Map<String, Object> row : rows) {
        widths[i] = Math.max(widths[i], String.valueOf(row.get(names.get(i))).length());
      }
    }
    line(names, widths, true);
    line(names.stream().map(n -> "").toList(), widths, false);
    rows.forEach(
        row -> line(names.stream().map(n -> String.valueOf(row.get(n))).toList(), widths, true));
  }

  /** Words to the left, numbers to the right. */
  private static void line(List<String> cells, int[] widths, boolean text) {
    var line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      if (!text) {
        line.append("-".repeat(widths[i] + 1)).append(i == 0 ? "-|" : ":|");
      } else {
        String format = i == 0 ? " %-" + widths[i] + "s |" : " %" + widths[i] + "s |";
        line.append(String.format(Locale.ROOT, format, cells.get(i)));
      }
    }
    System.out.println(line);
  }

  static double round(double value, int digits) {
    double unit = Math.pow(10, digits);
    return Math.round(value * unit) / unit;
  }

  static void close(List<AutoCloseable> opened) {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
