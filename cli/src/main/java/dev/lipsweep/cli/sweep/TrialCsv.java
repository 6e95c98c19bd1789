package dev.lipsweep.cli.sweep;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lipsweep.cli.client.Views.Bound;
import dev.lipsweep.cli.client.Views.Trial;
import dev.lipsweep.cli.output.Format;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Trials as CSV (RFC 4180): fixed columns, then one column for each parameter that any has. */
final class TrialCsv {
  private static final List<String> FIXED =
      List.of(
          "number",
          "id",
          "state",
          "accuracy",
          "loss",
          "boundKind",
          "log10Bound",
          "rule",
          "onFrontier",
          "seed",
          "attempts",
          "reason",
          "configurationHash");

  private TrialCsv() {}

  static String of(List<Trial> trials) {
    var parameters = new TreeSet<String>();
    trials.forEach(trial -> parameters.addAll(trial.parameters().keySet()));
    var text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      var header = new ArrayList<>(FIXED);
      header.addAll(parameters);
      csv.writeRecord(header);
      for (Trial trial : trials) {
        var row = fixed(trial);
        parameters.forEach(name -> row.add(cell(trial.parameters().get(name))));
        csv.writeRecord(row);
      }
    } catch (java.io.IOException e) {
      throw new IllegalStateException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  private static List<String> fixed(Trial trial) {
    Bound bound = trial.bound();
    return new ArrayList<>(
        List.of(
            Integer.toString(trial.number()),
            trial.id(),
            trial.state(),
            cell(trial.accuracy()),
            cell(trial.loss()),
            bound == null ? "" : bound.kind().name(),
            bound == null ? "" : cell(bound.log10()),
            cell(trial.rule()),
            Boolean.toString(trial.onFrontier()),
            Long.toString(trial.seed()),
            Integer.toString(trial.attempts()),
            cell(trial.reason()),
            trial.configurationHash()));
  }

  private static String cell(@Nullable Object value) {
    return value == null ? "" : value instanceof Double ? value.toString() : Format.value(value);
  }
}
