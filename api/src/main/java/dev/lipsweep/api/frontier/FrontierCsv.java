package dev.lipsweep.api.frontier;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lipsweep.persistence.frontier.FrontierGroup;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Frontiers as CSV: a row a point, group after group, a column a parameter. */
final class FrontierCsv {
  private FrontierCsv() {}

  static String of(List<String> parameters, @Nullable String rule, List<FrontierGroup> groups) {
    var out = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(out)) {
      var header =
          new ArrayList<>(
              List.of(
                  "trialId",
                  "number",
                  "rule",
                  "log10Bound",
                  "boundKind",
                  "bound",
                  "accuracy",
                  "loss",
                  "seed",
                  "configurationHash"));
      header.addAll(parameters);
      csv.writeRecord(header);
      for (FrontierGroup group : groups) {
        group.points().forEach(point -> csv.writeRecord(row(rule, point, parameters)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static List<String> row(
      @Nullable String rule, FrontierPoint point, List<String> parameters) {
    var row =
        new ArrayList<>(
            List.of(
                point.trialId().toString(),
                text(point.number()),
                text(rule),
                text(point.bound().log10()),
                point.bound().kind().name(),
                point.bound().text(),
                text(point.accuracy()),
                text(point.loss()),
                text(point.seed()),
                point.configurationHash()));
    parameters.forEach(name -> row.add(text(point.parameters().get(name))));
    return row;
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
