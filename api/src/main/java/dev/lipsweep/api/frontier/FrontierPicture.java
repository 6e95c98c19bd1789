package dev.lipsweep.api.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.picture.Dot;
import dev.lipsweep.domain.frontier.picture.FrontierSvg;
import dev.lipsweep.domain.frontier.picture.Series;
import dev.lipsweep.domain.frontier.statistics.AggregatedResult;
import dev.lipsweep.domain.frontier.statistics.ConfigurationStatistics;
import dev.lipsweep.domain.frontier.statistics.FrontierStatistics;
import dev.lipsweep.persistence.frontier.FrontierGroup;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Frontiers as SVG: each group's line over all of its results, with its band where there is one.
 */
final class FrontierPicture {
  private FrontierPicture() {}

  static String of(
      String title, List<String> by, List<FrontierGroup> groups, List<FrontierPoint> results) {
    Map<List<@Nullable Object>, List<Dot>> dots = new LinkedHashMap<>();
    for (FrontierPoint point : results) {
      dots.computeIfAbsent(values(by, point.parameters()), key -> new ArrayList<>())
          .add(dot(point));
    }
    List<Series> series =
        groups.stream()
            .map(
                group ->
                    new Series(
                        name(by, group.group()),
                        dots.getOrDefault(values(by, group.group()), List.of()),
                        group.points().stream().map(FrontierPicture::dot).toList()))
            .toList();
    return FrontierSvg.render(title, series);
  }

  /** A mark a configuration, and under each line where it lay in most of the resamples. */
  static String of(String title, FrontierStatistics statistics) {
    var dots = new LinkedHashMap<String, List<Dot>>();
    for (ConfigurationStatistics one : statistics.configurations()) {
      dots.computeIfAbsent(one.result().configuration().group(), key -> new ArrayList<>())
          .add(dot(one.result()));
    }
    List<Series> series =
        statistics.groups().stream()
            .map(
                group ->
                    new Series(
                        group.name(),
                        dots.getOrDefault(group.name(), List.of()),
                        group.front().stream().map(FrontierPicture::dot).toList(),
                        group.band()))
            .toList();
    return FrontierSvg.render(title, note(statistics), series);
  }

  /** Such as: mean of 3 seeds, shades of 95 %. */
  private static String note(FrontierStatistics statistics) {
    IntSummaryStatistics seeds =
        statistics.configurations().stream()
            .mapToInt(one -> one.result().configuration().seeds())
            .summaryStatistics();
    if (seeds.getCount() == 0) {
      return "";
    }
    String many =
        seeds.getMin() == seeds.getMax()
            ? Integer.toString(seeds.getMax())
            : seeds.getMin() + " to " + seeds.getMax();
    return String.format(
        Locale.ROOT,
        "%s of %s seed%s each; shades: %.0f %%",
        statistics.aggregate().text(),
        many,
        seeds.getMax() == 1 ? "" : "s",
        100 * statistics.resampling().level());
  }

  private static Dot dot(AggregatedResult result) {
    return new Dot(
        result.log10Bound(),
        result.accuracy(),
        String.format(
            Locale.ROOT,
            "bound %s, accuracy %.1f %% (%d seeds: %.1f to %.1f %%)",
            LogBound.ofLog10(result.log10Bound()).text(),
            100 * result.accuracy(),
            result.configuration().seeds(),
            100 * result.leastAccuracy(),
            100 * result.mostAccuracy()));
  }

  private static List<@Nullable Object> values(
      List<String> by, Map<String, ? extends @Nullable Object> parameters) {
    List<@Nullable Object> values = new ArrayList<>();
    by.forEach(name -> values.add(parameters.get(name)));
    return values;
  }

  private static String name(List<String> by, Map<String, @Nullable Object> group) {
    return by.isEmpty()
        ? "all"
        : by.stream()
            .map(name -> Objects.toString(group.get(name), "no " + name))
            .collect(Collectors.joining(", "));
  }

  private static Dot dot(FrontierPoint point) {
    return new Dot(
        point.bound().log10(),
        point.accuracy(),
        "#%d, bound %s, accuracy %.1f %%"
            .formatted(point.number(), point.bound().text(), 100 * point.accuracy()));
  }
}
