package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.MetricChunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the points of an attempt's series until they are sent as chunks, numbered from 0. */
final class MetricBuffer {
  private final Map<String, Points> series = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  void add(String name, long step, double value) {
    Points points = series.computeIfAbsent(name, n -> new Points());
    points.steps.add(step);
    points.values.add(Double.isFinite(value) ? value : null);
  }

  void add(String name, long step, LogBound bound) {
    add(name, step, bound.log10());
  }

  boolean isFull() {
    return series.values().stream().anyMatch(p -> p.steps.size() >= MetricChunk.USUAL_POINTS);
  }

  /** Everything since the last call. */
  List<MetricChunk> drain() {
    List<MetricChunk> chunks = new ArrayList<>();
    series.forEach(
        (name, points) -> {
          int seq = numbers.merge(name, 1, Integer::sum) - 1;
          chunks.add(new MetricChunk(name, seq, points.steps, points.values));
        });
    series.clear();
    return chunks;
  }

  private static final class Points {
    final List<Long> steps = new ArrayList<>();
    final List<@Nullable Double> values = new ArrayList<>();
  }
}
