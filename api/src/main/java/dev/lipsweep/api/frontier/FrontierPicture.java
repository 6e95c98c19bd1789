package dev.lipsweep.api.frontier;

import dev.lipsweep.domain.frontier.picture.Dot;
import dev.lipsweep.domain.frontier.picture.FrontierSvg;
import dev.lipsweep.domain.frontier.picture.Series;
import dev.lipsweep.persistence.frontier.FrontierGroup;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Frontiers as SVG: each group's line over all of its results. */
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
