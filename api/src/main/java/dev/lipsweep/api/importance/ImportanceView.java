package dev.lipsweep.api.importance;

import dev.lipsweep.domain.importance.Importance;
import dev.lipsweep.persistence.importance.MeasuredPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Which parameters matter for which objective, in each group. */
record ImportanceView(UUID sweep, String method, List<GroupView> groups) {
  private static final String METHOD =
      "functional ANOVA of a forest of %d regression trees".formatted(Importance.TREES);

  /**
   * Results that agree in what was grouped by.
   *
   * @param bound shares of the variance of its log10; null with too few results
   * @param note why there is nothing to say
   */
  record GroupView(
      Map<String, Object> group,
      int results,
      @Nullable Importance accuracy,
      @Nullable Importance bound,
      @Nullable String note) {}

  static ImportanceView of(UUID sweep, List<String> by, List<MeasuredPoint> points) {
    var groups = new LinkedHashMap<Map<String, Object>, List<MeasuredPoint>>();
    if (by.isEmpty()) {
      groups.put(Map.of(), points);
    }
    for (MeasuredPoint point : by.isEmpty() ? List.<MeasuredPoint>of() : points) {
      var group = new LinkedHashMap<>(point.parameters());
      group.keySet().retainAll(by);
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(point);
    }
    return new ImportanceView(
        sweep,
        METHOD,
        groups.entrySet().stream().map(e -> group(e.getKey(), e.getValue())).toList());
  }

  private static GroupView group(Map<String, Object> group, List<MeasuredPoint> points) {
    if (points.size() < Importance.FEWEST) {
      String note =
          "%d results with a finite bound; %d are needed"
              .formatted(points.size(), Importance.FEWEST);
      return new GroupView(group, points.size(), null, null, note);
    }
    return new GroupView(
        group,
        points.size(),
        importance(points, MeasuredPoint::accuracy),
        importance(points, MeasuredPoint::log10Bound),
        null);
  }

  private static Importance importance(
      List<MeasuredPoint> points, ToDoubleFunction<MeasuredPoint> objective) {
    return Importance.of(
        points.stream().map(MeasuredPoint::parameters).toList(),
        points.stream().mapToDouble(objective).toArray());
  }
}
