package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.SeedViews.Configuration;
import dev.lipsweep.cli.client.SeedViews.Estimate;
import dev.lipsweep.cli.client.SeedViews.Group;
import dev.lipsweep.cli.client.SeedViews.Statistics;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.Telling;
import dev.lipsweep.cli.output.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How sure a frontier is, as tables and sentences. */
final class StatisticsText {
  /** Less likely ones are left out of the table. */
  private static final double WORTH_SHOWING = 0.05;

  private StatisticsText() {}

  static List<String> lines(Statistics statistics, int width) {
    if (statistics.configurations().isEmpty()) {
      return List.of("no results yet by the rule " + statistics.rule());
    }
    var lines = new ArrayList<>(configurations(statistics).lines(width));
    lines.add("");
    lines.addAll(groups(statistics).lines(width));
    statistics
        .comparisons()
        .forEach(
            comparison -> {
              lines.add("");
              lines.addAll(comparison.sentences());
            });
    lines.add("");
    statistics.warnings().forEach(warning -> lines.add("note: " + warning));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s of the seeds; intervals hold %.0f %% of %d resamples of the seeds (%s, seed %d)",
            statistics.aggregate(),
            100 * statistics.resampling().level(),
            statistics.resampling().resamples(),
            statistics.resampling().generator(),
            statistics.resampling().seed()));
    return lines;
  }

  private static TextTable configurations(Statistics statistics) {
    List<Configuration> shown =
        statistics.configurations().stream()
            .filter(one -> one.onFront() >= WORTH_SHOWING || one.onGroupFront() >= .5)
            .sorted(
                Comparator.comparingDouble(
                    one -> one.bound().log10() == null ? 0 : one.bound().log10()))
            .toList();
    List<String> parameters = Telling.among(shown.stream().map(Configuration::parameters).toList());
    var table =
        new TextTable(
            FrontierText.cells(
                List.of("on front", "of its group", "bound", "accuracy", "seeds", "from", "to"),
                parameters));
    for (Configuration one : shown) {
      table.row(
          FrontierText.cells(
              List.of(
                  share(one.onFront()),
                  share(one.onGroupFront()),
                  one.bound().text(),
                  Format.percent(one.accuracy()),
                  Integer.toString(one.seeds()),
                  Format.percent(one.leastAccuracy()),
                  Format.percent(one.mostAccuracy())),
              parameters.stream().map(name -> Format.value(one.parameters().get(name))).toList()));
    }
    return table;
  }

  private static TextTable groups(Statistics statistics) {
    var table =
        new TextTable(
            "frontier of", "configurations", "mean accuracy", "from", "to", "hypervolume");
    row(table, "everything", statistics.overall());
    if (statistics.groups().size() > 1) {
      statistics.groups().forEach(group -> row(table, FrontierText.name(group.group()), group));
    }
    return table;
  }

  private static void row(TextTable table, String name, Group group) {
    Estimate mean = group.meanAccuracy();
    table.row(
        name,
        Integer.toString(group.configurations()),
        Format.percent(mean.value()),
        Format.percent(mean.low()),
        Format.percent(mean.high()),
        Format.decimals(group.hypervolume().value(), 3));
  }

  private static String share(@Nullable Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
