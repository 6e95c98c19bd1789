package dev.lipsweep.domain.baseline;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A check as a comment under a change: the verdict, why, then what moved. What has not moved is
 * folded away.
 */
public final class MarkdownReport {
  private static final Map<Verdict, String> SIGNS =
      Map.of(
          Verdict.PASS, "🟢",
          Verdict.IMPROVED, "🔵",
          Verdict.REGRESSED, "🔴",
          Verdict.INCONCLUSIVE, "🟡");

  private MarkdownReport() {}

  public static String of(CheckTitle title, CheckReport report) {
    var text = new StringJoiner("\n", "", "\n");
    text.add(
        "## %s %s: baseline %s, check %d"
            .formatted(
                SIGNS.get(report.verdict()),
                report.verdict(),
                code(title.baseline()),
                title.number()));
    text.add("");
    report.reasons().forEach(reason -> text.add("- " + escaped(reason)));
    overall(text, report);
    configurations(text, report);
    covariates(text, report);
    text.add("");
    text.add(
        "<sub>%s against %s; %d of %d trials compared, %d of them the same to the last bit; margins %s and %s; every interval holds with 90 %%; p is corrected for all questions asked; %s UTC</sub>"
            .formatted(
                code(title.checkedSweep()),
                code(title.pinnedSweep()),
                report.pairs(),
                report.trials(),
                report.identical(),
                Figures.amount(Measure.ACCURACY, report.margins().accuracy()),
                Figures.amount(Measure.BOUND, report.margins().log10Bound()),
                title.concludedAt().toString().substring(0, 16).replace('T', ' ')));
    return text.toString();
  }

  private static void overall(StringJoiner text, CheckReport report) {
    if (report.overall().isEmpty()) {
      return;
    }
    text.add("");
    text.add("| the sweep as a whole | baseline | now | change | interval | p | |");
    text.add("|---|---:|---:|---:|---:|---:|---|");
    for (Effect effect : report.overall()) {
      String what =
          switch (effect.measure()) {
            case ACCURACY -> "accuracy, mean over configurations";
            case BOUND -> "bound, mean over configurations";
            case FRONTIER -> "frontier's accuracy at equal bound";
          };
      text.add(
          row(
              what,
              Figures.level(effect.measure(), effect.pinned()),
              Figures.level(effect.measure(), effect.checked()),
              Figures.change(effect.measure(), effect.change()),
              Figures.interval(effect),
              Figures.p(chance(effect)),
              words(effect.finding())));
    }
  }

  private static void configurations(StringJoiner text, CheckReport report) {
    List<ConfigurationFinding> moved =
        report.configurations().stream()
            .filter(finding -> finding.finding() != Finding.IDENTICAL)
            .toList();
    int same = report.configurations().size() - moved.size();
    List<ConfigurationFinding> news = moved.stream().filter(MarkdownReport::isNews).toList();
    List<ConfigurationFinding> rest = moved.stream().filter(finding -> !isNews(finding)).toList();
    if (!news.isEmpty()) {
      table(text, news);
    }
    if (!rest.isEmpty()) {
      text.add("");
      text.add(
          "<details><summary>%s moved, none of them by more than can be told from noise and margin</summary>"
              .formatted(Figures.count(rest.size(), "configuration")));
      table(text, rest);
      text.add("");
      text.add("</details>");
    }
    if (same > 0) {
      text.add("");
      text.add(
          "%s measured the same to the last bit.".formatted(Figures.count(same, "configuration")));
    }
  }

  private static boolean isNews(ConfigurationFinding finding) {
    return switch (finding.finding()) {
      case WORSE, BETTER, FAILS, MISSING -> true;
      case IDENTICAL, NO_WORSE, UNDECIDED -> false;
    };
  }

  private static void table(StringJoiner text, List<ConfigurationFinding> findings) {
    text.add("");
    text.add("| configuration | seeds | accuracy | interval | p | log10 bound | interval | p | |");
    text.add("|---|---:|---:|---:|---:|---:|---:|---:|---|");
    for (ConfigurationFinding finding : findings) {
      String notes = String.join("; ", finding.notes());
      text.add(
          row(
              finding.label(),
              Integer.toString(finding.pairs()),
              change(finding.accuracy()),
              interval(finding.accuracy()),
              p(finding.accuracy()),
              change(finding.bound()),
              interval(finding.bound()),
              p(finding.bound()),
              words(finding.finding()) + (notes.isEmpty() ? "" : ": " + escaped(notes))));
    }
  }

  private static void covariates(StringJoiner text, CheckReport report) {
    text.add("");
    if (report.covariates().isEmpty()) {
      text.add("Code, native library, device and data were the same, as far as the trials say.");
      return;
    }
    text.add("| what else changed | baseline | now |");
    text.add("|---|---|---|");
    for (Covariate covariate : report.covariates()) {
      text.add(row(covariate.name(), values(covariate.pinned()), values(covariate.checked())));
    }
  }

  private static String values(List<String> values) {
    return values.stream().map(MarkdownReport::code).collect(Collectors.joining(", "));
  }

  private static String change(@Nullable Effect effect) {
    return effect == null ? "-" : Figures.signed(effect.measure(), effect.change());
  }

  private static String interval(@Nullable Effect effect) {
    return effect == null || effect.low() == null ? "-" : Figures.interval(effect);
  }

  private static String p(@Nullable Effect effect) {
    return effect == null ? "-" : Figures.p(chance(effect));
  }

  private static @Nullable Double chance(Effect effect) {
    return effect.change() * effect.measure().better() < 0 ? effect.pWorse() : effect.pBetter();
  }

  static String words(Finding finding) {
    return switch (finding) {
      case IDENTICAL -> "identical";
      case NO_WORSE -> "no worse";
      case BETTER -> "better";
      case WORSE -> "**worse**";
      case FAILS -> "**fails**";
      case UNDECIDED -> "cannot tell";
      case MISSING -> "incomplete";
    };
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Text that cannot end its code span or its cell. */
  private static String code(String text) {
    return "`" + text.replace('`', '\'').replace("|", "\\|") + "`";
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace("|", "\\|").replace("\n", " ");
  }
}
