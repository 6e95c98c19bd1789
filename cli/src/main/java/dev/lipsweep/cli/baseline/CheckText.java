package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.output.Ansi;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.ConfigurationFinding;
import dev.lipsweep.domain.baseline.Covariate;
import dev.lipsweep.domain.baseline.Effect;
import dev.lipsweep.domain.baseline.Finding;
import dev.lipsweep.domain.baseline.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A check for a terminal: the verdict is the first word. */
final class CheckText {
  private static final int MOST_ROWS = 20;

  private CheckText() {}

  static List<String> lines(Check check, Ansi ansi, int width) {
    Verdict verdict = check.verdict();
    var lines = new ArrayList<String>();
    lines.add(
        "%s  baseline %s, check %d  %s"
            .formatted(
                ansi.bold(verdict == null ? "RUNNING" : verdict.name()),
                check.baseline(),
                check.number(),
                ansi.faint("sweep " + check.sweepId())));
    check.reasons().forEach(reason -> lines.add("- " + reason));
    CheckReport report = check.report();
    if (report != null) {
      configurations(report, lines, width);
      covariates(report, lines, width);
    }
    return lines;
  }

  private static void configurations(CheckReport report, List<String> lines, int width) {
    List<ConfigurationFinding> moved =
        report.configurations().stream()
            .filter(finding -> finding.finding() != Finding.IDENTICAL)
            .toList();
    if (moved.isEmpty()) {
      return;
    }
    var table = new TextTable("configuration", "seeds", "points", "log10 bound", "finding");
    for (ConfigurationFinding finding : moved.stream().limit(MOST_ROWS).toList()) {
      table.row(
          finding.label(),
          Integer.toString(finding.pairs()),
          change(finding.accuracy(), 100, "%.2f"),
          change(finding.bound(), 1, "%.3f"),
          Format.words(finding.finding().name()));
    }
    lines.add("");
    lines.addAll(table.lines(width));
    if (moved.size() > MOST_ROWS) {
      lines.add(
          "and %d more; --json or --markdown has them all".formatted(moved.size() - MOST_ROWS));
    }
  }

  private static String change(@Nullable Effect effect, double factor, String format) {
    return effect == null ? "-" : String.format(Locale.ROOT, format, factor * effect.change());
  }

  private static void covariates(CheckReport report, List<String> lines, int width) {
    if (report.covariates().isEmpty()) {
      return;
    }
    var table = new TextTable("what else changed", "baseline", "now");
    for (Covariate covariate : report.covariates()) {
      table.row(
          covariate.name(),
          String.join(", ", covariate.pinned()),
          String.join(", ", covariate.checked()));
    }
    lines.add("");
    lines.addAll(table.lines(width));
  }
}
