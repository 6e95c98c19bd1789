package dev.lipsweep.persistence.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One line per series out of the chunks of several attempts, given by rising epoch. */
final class MergeAttempts {
  private final Map<String, List<Series.Point>> series = new TreeMap<>();
  private long epoch = -1;

  /** What earlier attempts did beyond the checkpoint is not part of this trial's life. */
  void attempt(long nextEpoch, long resumedStep) {
    if (nextEpoch != epoch) {
      epoch = nextEpoch;
      series.values().forEach(points -> dropAfter(points, resumedStep));
    }
  }

  void chunk(String name, Object[] steps, Object[] values) {
    List<Series.Point> points = series.computeIfAbsent(name, n -> new ArrayList<>());
    for (int i = 0; i < steps.length; i++) {
      points.add(new Series.Point((Long) steps[i], (Double) values[i]));
    }
  }

  List<Series> series() {
    return series.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> new Series(entry.getKey(), entry.getValue(), entry.getValue().size()))
        .toList();
  }

  private static void dropAfter(List<Series.Point> points, long step) {
    int keep = points.size();
    while (keep > 0 && points.get(keep - 1).step() > step) {
      keep--;
    }
    points.subList(keep, points.size()).clear();
  }
}
