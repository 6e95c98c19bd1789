package dev.lipsweep.api.frontier;

import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.statistics.ConfigurationResults;
import dev.lipsweep.domain.frontier.statistics.SeedResult;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The results of a frontier by configuration, and what the statistics' names stand for. */
final class SeedResults {
  private final FrontierSubject subject;
  private final Map<String, List<FrontierPoint>> byConfiguration = new LinkedHashMap<>();
  private final Map<String, Map<String, @Nullable Object>> groups = new LinkedHashMap<>();

  SeedResults(FrontierSubject subject, List<FrontierPoint> results) {
    this.subject = subject;
    for (FrontierPoint result : results) {
      byConfiguration
          .computeIfAbsent(result.configurationHash(), hash -> new ArrayList<>())
          .add(result);
      groups.computeIfAbsent(name(result), name -> group(result));
    }
  }

  List<ConfigurationResults> configurations() {
    return byConfiguration.entrySet().stream()
        .map(
            entry ->
                new ConfigurationResults(
                    entry.getKey(),
                    name(entry.getValue().getFirst()),
                    entry.getValue().stream().map(SeedResults::result).toList()))
        .toList();
  }

  /** The values behind a group's name; empty for everything together. */
  Map<String, @Nullable Object> group(String name) {
    return groups.getOrDefault(name, Map.of());
  }

  Map<String, Object> parameters(String configurationHash) {
    return trials(configurationHash).getFirst().parameters();
  }

  /** Mean over the trials that have the metric; NaN if none does. */
  double mean(String configurationHash, Metric metric) {
    return trials(configurationHash).stream()
        .mapToDouble(trial -> trial.value(metric))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  boolean hasAny(Metric metric) {
    return byConfiguration.keySet().stream().anyMatch(hash -> !Double.isNaN(mean(hash, metric)));
  }

  private List<FrontierPoint> trials(String configurationHash) {
    return Objects.requireNonNull(byConfiguration.get(configurationHash), configurationHash);
  }

  private static SeedResult result(FrontierPoint point) {
    return new SeedResult(point.seed(), point.bound().log10(), point.accuracy());
  }

  /** Such as {@code muon, spectral_soft_cap}. */
  private String name(FrontierPoint point) {
    return subject.query().by().isEmpty()
        ? "all"
        : group(point).entrySet().stream()
            .map(entry -> Objects.toString(entry.getValue(), "no " + entry.getKey()))
            .collect(Collectors.joining(", "));
  }

  private Map<String, @Nullable Object> group(FrontierPoint point) {
    var group = new LinkedHashMap<String, @Nullable Object>();
    subject.query().by().forEach(name -> group.put(name, point.parameters().get(name)));
    return group;
  }
}
