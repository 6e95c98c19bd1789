package dev.lipsweep.api.trial;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.persistence.metric.Metrics;
import dev.lipsweep.persistence.metric.Series;
import dev.lipsweep.persistence.trial.TrialQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "trials")
class MetricController {
  private static final int FEWEST_POINTS = 4;
  private static final int MOST_POINTS = 100_000;

  private final Metrics metrics;
  private final TrialQueries trials;

  MetricController(Metrics metrics, TrialQueries trials) {
    this.metrics = metrics;
    this.trials = trials;
  }

  @GetMapping("/api/v1/trials/{id}/metrics")
  @Operation(summary = "A trial's series, each reduced to maxPoints")
  AllSeries read(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable List<String> series,
      @RequestParam(defaultValue = "500") int maxPoints) {
    if (maxPoints < FEWEST_POINTS || maxPoints > MOST_POINTS) {
      throw ApiProblem.parameter(
          "maxPoints",
          maxPoints,
          "not a number of points",
          "give %d to %d".formatted(FEWEST_POINTS, MOST_POINTS));
    }
    if (trials.find(id).isEmpty()) {
      throw ApiProblem.notFound("trial", id, "GET /api/v1/sweeps/{sweep}/trials lists them");
    }
    List<String> names = series == null ? List.of() : series;
    return new AllSeries(metrics.read(id, names, maxPoints).stream().map(SeriesView::of).toList());
  }

  record AllSeries(List<SeriesView> series) {}

  /**
   * A series.
   *
   * @param points pairs of step and value; the value is null where it was not finite
   * @param total points before the reduction
   */
  record SeriesView(String name, List<List<@Nullable Number>> points, int total) {
    static SeriesView of(Series series) {
      return new SeriesView(
          series.name(),
          series.points().stream()
              .map(p -> Arrays.<@Nullable Number>asList(p.step(), p.value()))
              .toList(),
          series.total());
    }
  }
}
